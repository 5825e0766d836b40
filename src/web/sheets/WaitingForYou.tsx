import { Link } from 'wouter';
import { coordinationApi } from '#api/coordination.ts';
import { reasonText } from '#messages/reason.ts';
import { useSay } from '#ui/language.tsx';
import { LinkButton, Loaded, Panel, Tag } from '#ui/parts.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { nextYear } from './words.ts';
import './sheets.css';

const SHOWN = 5;

/** What waits for the person signed in, most pressing first. For a start page and on top of the sheet. */
export function WaitingForYou({
  year = nextYear(),
  all = false,
}: {
  year?: number;
  all?: boolean;
}) {
  const say = useSay();
  const query = useOperation(coordinationApi.waiting, { year });
  return (
    <Panel
      title={say.t('waiting.title')}
      aside={
        query.data && query.data.count > 0 && <Tag tone="warn">{say.number(query.data.count)}</Tag>
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{say.t('waiting.none')}</p>
          ) : (
            <div className="stack-s">
              <ul className="waiting">
                {items.slice(0, all ? items.length : SHOWN).map((item) => (
                  <li key={`${item.why}/${item.kab ?? ''}`}>
                    <Link href={item.to}>{reasonText(say.language, item.title)}</Link>
                  </li>
                ))}
              </ul>
              {!all && (
                <div>
                  <LinkButton to="/lembar" small>
                    {say.t('waiting.all')}
                  </LinkButton>
                </div>
              )}
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}
