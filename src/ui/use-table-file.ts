import { documentsApi } from '#api/documents.ts';
import { save } from './call.ts';
import type { TableExport } from './Table.tsx';

/** `onExport` of a Table: the rows and columns on the screen as an Excel file. */
export const saveTable = (table: TableExport): void => {
  void save(documentsApi.tableFile, table);
};
