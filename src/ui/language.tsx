import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import * as format from '#messages/format.ts';
import {
  isMessageKey,
  type MessageKey,
  type MessageParams,
  translate,
} from '#messages/translate.ts';
import { CallError } from './call.ts';

const STORE = 'titik-temu:language';

/** Words and figures in the chosen language; Indonesian unless somebody asked otherwise. */
export interface Say {
  readonly language: format.Language;
  t(key: MessageKey, params?: MessageParams): string;
  /** For a word that arrives as data; the word itself where no message exists. */
  word(key: string, params?: MessageParams): string;
  number(value: number, digits?: number): string;
  percent(value: number, digits?: number): string;
  rupiah(value: number): string;
  rupiahShort(value: number): string;
  date(iso: string): string;
  time(iso: string): string;
  problem(error: unknown): string;
}

function sayIn(language: format.Language): Say {
  const word = (key: string, params?: MessageParams) =>
    isMessageKey(key) ? translate(language, key, params) : key;
  return {
    language,
    t: (key, params) => translate(language, key, params),
    word,
    number: (value, digits) => format.formatNumber(value, language, digits),
    percent: (value, digits) => format.formatPercent(value, language, digits),
    rupiah: (value) => format.formatRupiah(value, language),
    rupiahShort: (value) => format.formatRupiahShort(value, language),
    date: (iso) => format.formatDate(iso, language),
    time: (iso) => format.formatTime(iso, language),
    problem(error) {
      if (!(error instanceof CallError)) return word('problem.internal', { requestId: '–' });
      const params: Record<string, string | number> = { requestId: error.requestId };
      for (const [name, value] of Object.entries(error.details)) {
        if (typeof value === 'string')
          params[name] =
            word(`${name}.${value}`) === `${name}.${value}` ? value : word(`${name}.${value}`);
        else if (typeof value === 'number') params[name] = value;
      }
      return word(`problem.${error.code}`, params);
    },
  };
}

const LanguageContext = createContext<{ say: Say; switchTo(language: format.Language): void }>({
  say: sayIn('id'),
  switchTo: () => {},
});

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<format.Language>(() =>
    localStorage.getItem(STORE) === 'en' ? 'en' : 'id',
  );
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(STORE, language);
  }, [language]);
  const value = useMemo(() => ({ say: sayIn(language), switchTo: setLanguage }), [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export const useSay = (): Say => useContext(LanguageContext).say;
export const useSwitchLanguage = () => useContext(LanguageContext).switchTo;
