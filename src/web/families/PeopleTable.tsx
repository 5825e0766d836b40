import type { FamilyDetail, RevealedFamily } from '#api/registry.ts';
import { maskNumber } from '#messages/format.ts';
import { useSay } from '#ui/language.tsx';
import { Notice } from '#ui/parts.tsx';
import { Table } from '#ui/Table.tsx';

/** The members; names, NIK and birth dates only once the family is revealed. */
export function PeopleTable({
  family,
  open,
}: {
  family: FamilyDetail;
  open: RevealedFamily | undefined;
}) {
  const say = useSay();
  type Member = FamilyDetail['people'][number];
  const shown = (p: Member) => open?.people.find((x) => x.n === p.n);
  const word = (area: string, code: string | null) =>
    code === null ? null : say.word(`${area}.${code}`);
  const current = family.records.find((r) => r.state === 'current') ?? family.records[0];
  if (family.people.length === 0) return <Notice title={say.t('families.noPeople')} />;
  return (
    <Table
      caption={say.t('families.people')}
      notes={current ? [say.t('families.ageAt', { date: say.date(current.cutOff) })] : []}
      rows={family.people}
      rowKey={(p) => String(p.n)}
      columns={[
        {
          key: 'name',
          header: say.t('families.name'),
          value: (p) => shown(p)?.name ?? p.name ?? say.t('families.noName'),
          names: true,
        },
        {
          key: 'relation',
          header: say.t('families.relation'),
          value: (p) => word('relation', p.relation),
        },
        { key: 'sex', header: say.t('families.sex'), value: (p) => word('sex', p.sex) },
        { key: 'age', header: say.t('families.age'), number: true, value: (p) => p.age },
        ...(open
          ? [
              {
                key: 'birth',
                header: say.t('families.birth'),
                value: (p: Member) => shown(p)?.birthDate ?? null,
                render: (p: Member) => {
                  const date = shown(p)?.birthDate;
                  return date ? say.date(date) : '–';
                },
              },
            ]
          : []),
        {
          key: 'nik',
          header: say.t('families.nik'),
          value: (p) => shown(p)?.nik ?? p.nikLast,
          render: (p) => (
            <span className="families-nik">
              {shown(p)?.nik ?? (p.nikLast === null ? '–' : maskNumber(p.nikLast))}
            </span>
          ),
        },
        {
          key: 'work',
          header: say.t('importField.occupation'),
          value: (p) => word('occupation', p.occupation),
        },
        {
          key: 'school',
          header: say.t('families.education'),
          value: (p) => word('education', p.education),
        },
        {
          key: 'disability',
          header: say.t('importField.disability'),
          value: (p) =>
            p.disability === null ? null : say.t(p.disability ? 'state.yes' : 'state.no'),
        },
      ]}
    />
  );
}
