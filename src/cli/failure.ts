import { isMessageKey, translate } from '#messages/translate.ts';
import { Problem } from '#server/context.ts';
import { CommandError, EXIT } from './command.ts';

const UNREACHABLE = ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT', 'CONNECT_TIMEOUT'];
/** SQLSTATE of a role, password or database that is not there. */
const NO_ENTRY = ['28000', '28P01', '3D000'];
const FILE: Record<string, string> = {
  ENOENT: 'foldernya tidak ada',
  EISDIR: 'itu folder, bukan berkas',
  ENOTDIR: 'foldernya tidak ada',
  EACCES: 'tidak ada izin',
  EPERM: 'tidak ada izin',
  EROFS: 'hanya dapat dibaca',
  ENOSPC: 'tidak ada ruang lagi',
};

/** Whatever ended a command, as one sentence with what to do, and its exit code. */
export function explainFailure(error: unknown, command: string): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof Problem) return refusedFile(error);
  if (!(error instanceof Error)) return unexpected(String(error));
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (code.startsWith('ERR_PARSE_ARGS')) return usage(code, error.message, command);
  if (UNREACHABLE.includes(code) || NO_ENTRY.includes(code))
    return new CommandError(
      `Basis data tidak dapat dibuka: ${error.message}. Periksa DATABASE_URL dan DATABASE_URL_OWNER.`,
      EXIT.unavailable,
    );
  const why = FILE[code];
  if (why !== undefined && path !== undefined)
    return new CommandError(`Berkas ${path}: ${why}.`, EXIT.fileTrouble);
  return unexpected(error.stack ?? error.message);
}

/** A file read without the kernel in between: the same sentences as on the import page. */
function refusedFile({ code, details }: Problem): CommandError {
  const why = `why.${details['why']}`;
  const reason = isMessageKey(why) ? translate('id', why) : String(details['why'] ?? '');
  const key = `problem.${code}`;
  const sentence = isMessageKey(key) ? translate('id', key, { why: reason }) : code;
  const more = code === 'file-not-readable' && reason !== '' ? ` ${reason}` : '';
  return new CommandError(`${sentence}${more}`, EXIT.badInput);
}

const unexpected = (text: string): CommandError =>
  new CommandError(`Kesalahan tak terduga: ${text}`, EXIT.internal);

function usage(code: string, message: string, command: string): CommandError {
  const named = /'([^']+)'/.exec(message)?.[1] ?? '';
  const sentence = code.endsWith('UNKNOWN_OPTION')
    ? `Pilihan ${named} tidak dikenal.`
    : code.endsWith('UNEXPECTED_POSITIONAL')
      ? `"${named}" tidak diharapkan di sini.`
      : `Pilihan ${named} kurang nilainya, atau nilainya tidak pada tempatnya.`;
  return new CommandError(`${sentence} Lihat titik-temu ${command} --help`, EXIT.usage);
}
