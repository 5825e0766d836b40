import { parseArgs } from 'node:util';
import { potentialApi } from '#api/potential.ts';
import { RegionCode } from '#domain/region.ts';
import { reasonText } from '#messages/reason.ts';
import { translate } from '#messages/translate.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { asOperator, Refusal } from './operator.ts';

export const gate: Command = {
  name: 'gate',
  summary: 'Pelatihan apa yang cocok di satu wilayah, apa yang ditahan dan apa yang membukanya',
  help: `
titik-temu gate <kode wilayah> [--json] [--as <nama pengguna>]

Kode Kemendagri dengan titik: kabupaten (74.12) atau kecamatan (74.12.03).

  --json   larik resep: id, commodity, status (open/blocked/overridden), reasons, opensWith, kit
  --as     atas nama akun mana (bila ada lebih dari satu perencana)

Contoh:
  titik-temu gate 74.12
  titik-temu gate 74.11 --json`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, as: { type: 'string' } },
    });
    const code = RegionCode.safeParse(positionals[0]);
    if (!code.success)
      throw new CommandError(
        'Sebutkan kode wilayah dengan titik, mis. titik-temu gate 74.12',
        EXIT.usage,
      );
    const lines = await asOperator(values.as, (operator) =>
      operator.call(potentialApi.gateOf, { code: code.data }).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
        throw new CommandError(`Tidak ada wilayah berkode ${code.data}.`, EXIT.usage);
      }),
    );
    if (values.json) {
      const rows = lines.map((l) => ({
        id: l.recipe,
        name: l.name.id,
        version: l.version,
        commodity: l.commodities[0] ?? null,
        commodities: l.commodities,
        status: l.status,
        grade: l.grade,
        flags: l.flags,
        reasons: l.because.map((r) => reasonText('id', r)),
        opensWith: l.opensWith.map((r) => reasonText('id', r)),
        kit: l.readiness.kit,
        synthetic: l.synthetic,
      }));
      process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return EXIT.ok;
    }
    for (const status of ['open', 'overridden', 'blocked'] as const) {
      const group = lines.filter((l) => l.status === status);
      if (group.length === 0) continue;
      process.stdout.write(`\n${translate('id', `gate.status.${status}`)} (${group.length})\n`);
      for (const l of group) {
        process.stdout.write(`  ${l.name.id}${l.grade ? ` [${l.grade}]` : ''}\n`);
        for (const r of l.because.slice(0, 3))
          process.stdout.write(`    · ${reasonText('id', r)}\n`);
        for (const r of l.opensWith.slice(0, 2))
          process.stdout.write(`    → ${reasonText('id', r)}\n`);
      }
    }
    return EXIT.ok;
  },
};
