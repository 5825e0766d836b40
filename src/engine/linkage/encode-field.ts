import { encodeCategories, encodeCodes, encodeDates } from './encode-values.ts';
import { encodeWords } from './encode-words.ts';
import type { EncodedField, LinkField } from './link-fields.ts';

export function encodeField(field: LinkField): EncodedField {
  switch (field.kind) {
    case 'date':
      return encodeDates(field);
    case 'code':
      return encodeCodes(field);
    case 'region':
    case 'category':
      return encodeCategories(field);
    default:
      return encodeWords(field);
  }
}
