import { registryApi } from '#api/registry.ts';
import { useSay } from '#ui/language.tsx';
import { Empty, LinkButton, Loaded } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';
import { useOperation } from '#ui/use-operation.ts';
import { saveTable } from '#ui/use-table-file.ts';

/** Where the families are: one row per region below, to go into. */
export function PlacesTable({
  region,
  name,
  onPick,
}: {
  region: string;
  name: string;
  onPick: (code: string, name: string) => void;
}) {
  const say = useSay();
  const places = useOperation(registryApi.listFamilyPlaces, { region });
  return (
    <Loaded query={places}>
      {(found) => {
        if (found.places.length === 0) {
          return region.length === 2 ? (
            <Empty title={say.t('import.empty')}>
              <span>{say.t('families.noneHelp')}</span>
              <div>
                <LinkButton look="primary" to="/impor">
                  {say.t('families.toImport')}
                </LinkButton>
              </div>
            </Empty>
          ) : null;
        }
        return (
          <Table
            caption={`${say.t('families.places')}: ${name}`}
            notes={found.source ? [`${found.source.name}, ${say.date(found.source.asOf)}`] : []}
            rows={found.places}
            rowKey={(p) => p.code}
            onSelect={(p) => onPick(p.code, p.name)}
            onExport={saveTable}
            maxHeight="22rem"
            columns={[
              { key: 'name', header: say.t('families.place'), value: (p) => p.name, names: true },
              {
                key: 'families',
                header: say.t('families.count'),
                number: true,
                value: (p) => p.families,
                total: true,
              },
              {
                key: 'one',
                header: say.t('families.upTo1'),
                number: true,
                value: (p) => p.upTo1,
                total: true,
              },
              {
                key: 'four',
                header: say.t('families.upTo4'),
                number: true,
                value: (p) => p.upTo4,
                total: true,
              },
            ]}
          />
        );
      }}
    </Loaded>
  );
}
