import type { FieldKind, LinkField, Owner } from '#engine/linkage/link-fields.ts';
import { CommandError, EXIT } from '../../command.ts';
import type { AnalysisRequest } from '../analysis.ts';
import { list } from '../roles.ts';
import type { Table } from '../table.ts';

interface Role {
  readonly option: string;
  readonly kind: FieldKind;
  readonly owner: Owner;
  /** Several columns are one value, joined with this; without it each is a field of its own. */
  readonly joined?: string;
  /** Usual headers, lower case, everything but letters and digits taken out. */
  readonly headers: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What the roles mean to the engine, and how columns are called that have them. */
export const ROLES: readonly Role[] = [
  {
    option: 'name',
    kind: 'name',
    owner: 'person',
    joined: ' ',
    headers:
      words(`nama namalengkap namaindividu namaanggota namaanggotakeluarga namakepalakeluarga namakk
      namapenduduk namaart namapeserta namapenerima name fullname givenname firstname forename middlename surname
      lastname familyname namadepan namabelakang fname lname fnamec1 fnamec2 lnamec1 lnamec2`),
  },
  {
    option: 'birth-date',
    kind: 'date',
    owner: 'person',
    joined: '-',
    headers: words(
      'tgllahir tanggallahir tgllhr tanggallhr dateofbirth dob birthdate birthday by bm bd',
    ),
  },
  {
    option: 'sex',
    kind: 'category',
    owner: 'open',
    headers: words('jk jeniskelamin jeniskel jnskelamin jnskel kelamin sex gender lp'),
  },
  {
    option: 'nik',
    kind: 'code',
    owner: 'person',
    headers: words(
      'nik nonik nomornik noktp nomorktp ktp nomorindukkependudukan socsecid ssn nationalid noidentitas',
    ),
  },
  {
    option: 'family-id',
    kind: 'code',
    owner: 'household',
    headers: words('nokk nomorkk kk nokartukeluarga kartukeluarga idkeluarga familyid householdid'),
  },
  {
    option: 'address',
    kind: 'address',
    owner: 'household',
    joined: ' ',
    headers: words(
      'alamat alamatlengkap address streetnumber address1 address2 street jalan rt rw',
    ),
  },
  {
    option: 'region',
    kind: 'region',
    owner: 'household',
    headers:
      words(`kodedesa kodekelurahan kodewilayah kodedesakelurahan kdesa kode iddesa desa kelurahan
      desakelurahan namadesa village postcode postalcode zip zipcode kodepos suburb city kota state`),
  },
  {
    option: 'phone',
    kind: 'code',
    owner: 'open',
    headers: words(
      'nohp hp nomorhp telepon notelepon notelp telp phone phonenumber mobile handphone',
    ),
  },
  {
    option: 'text',
    kind: 'words',
    owner: 'open',
    headers: words(
      'email surel tempatlahir placeofbirth birthplace namaibu namaibukandung mothername',
    ),
  },
  { option: 'exact', kind: 'category', owner: 'open', headers: words('agama') },
];

const ID_HEADERS = words('id recid uniqueid idindividu idanggota idart recordid');

const plain = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '');

export interface LinkColumns {
  readonly fields: readonly LinkField[];
  readonly ids: readonly string[];
  readonly idColumn: string | undefined;
  /** "name = nama, birth_date = tgl_lahir": what was read as what. */
  readonly told: string;
}

/** Columns by role: those named, or those with usual headers where none is named. */
export function linkColumns(
  tables: readonly Table[],
  values: AnalysisRequest['values'],
  without: readonly (string | undefined)[],
): LinkColumns {
  const named = ROLES.some(({ option }) => list(values, option).length > 0);
  const fields: LinkField[] = [];
  const told: string[] = [];
  for (const role of ROLES) {
    const columns = named
      ? list(values, role.option)
      : inAll(tables, role.headers).filter((c) => !without.includes(c));
    if (columns.length === 0) continue;
    const name = role.option.replaceAll('-', '_');
    told.push(`${name} = ${columns.join(' + ')}`);
    const add = (texts: string[], suffix: string) => {
      const { kind, owner } = role;
      fields.push({ role: `${name}${suffix}`, kind, owner, texts });
    };
    if (role.joined === undefined) {
      columns.forEach((column, i) => {
        add(textsOf(tables, column), columns.length === 1 ? '' : `_${i + 1}`);
      });
    } else if (columns.length === 1) add(textsOf(tables, columns[0] as string), '');
    else
      add(
        joinedTexts(
          columns.map((c) => textsOf(tables, c)),
          role.joined,
        ),
        '',
      );
  }
  if (fields.length === 0)
    throw new CommandError(
      `Tidak ada kolom yang dikenal. Sebutkan paling sedikit --name; kolom yang ada: ${(tables[0] as Table).columns.join(', ')}.`,
      EXIT.usage,
    );
  const idColumn =
    (values['id'] as string | undefined) ??
    inAll(tables, ID_HEADERS).find((c) => !without.includes(c));
  const ids =
    idColumn === undefined
      ? tables.flatMap((t) => Array.from({ length: t.rows }, (_, row) => t.where(row)))
      : textsOf(tables, idColumn);
  return { fields, ids, idColumn, told: told.join(', ') };
}

function inAll(tables: readonly Table[], headers: readonly string[]): string[] {
  const [first, ...others] = tables as [Table, ...Table[]];
  return first.columns
    .filter((c) => headers.includes(plain(c)) && others.every((t) => t.has(c)))
    .sort((a, b) => headers.indexOf(plain(a)) - headers.indexOf(plain(b)));
}

/** A column of both files; "nama=nama_lengkap" where they call it differently. */
export function textsOf(tables: readonly Table[], column: string): string[] {
  const [first, second] = tables as [Table, Table | undefined];
  if (second === undefined) return first.texts(column);
  const [own, other = own] = first.has(column) ? [column] : column.split('=');
  return first.texts(own as string).concat(second.texts(other as string));
}

function joinedTexts(columns: readonly string[][], joint: string): string[] {
  return (columns[0] as string[]).map((_, row) => {
    const parts = columns.map((texts) => texts[row] as string).filter((text) => text !== '');
    // A date in three columns is a date only when all three are there.
    return joint === '-' && parts.length < columns.length ? '' : parts.join(joint);
  });
}
