import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NodeCompiler as Compiler } from '@myriaddreamin/typst-ts-node-compiler';

export const PDF_TYPE = 'application/pdf';

const TEMPLATES = join(import.meta.dirname, 'templates');
const WEIGHTS = ['400Regular', '500Medium', '600SemiBold', '700Bold'];

/** Results are remembered between papers of one kind; older ones would only fill memory. */
const KEPT_GENERATIONS = 10;

let compiler: Promise<Compiler> | undefined;

/**
 * Makes a PDF from a template of this folder. The data reaches it as JSON, never as template text, so
 * a name can hold any sign. `attempts` are versions of the same paper, the fullest first: the first
 * that fits on `pages` is taken, and the last one whatever it takes. Tagged, with language and title
 * (PDF/UA-1). About 10 ms a page once the fonts are loaded, so it runs where it is asked for.
 */
export async function makePdf(
  template: string,
  attempts: readonly unknown[],
  pages: number,
): Promise<{ body: Uint8Array; pages: number; attempt: number }> {
  compiler ??= openCompiler();
  const typst = await compiler;
  for (const [attempt, data] of attempts.entries()) {
    const result = typst.compile({
      mainFilePath: join(TEMPLATES, `${template}.typ`),
      inputs: { data: JSON.stringify(data) },
    });
    const document = result.result;
    if (document === null) {
      const diagnostics = result.takeDiagnostics()?.shortDiagnostics ?? [];
      throw new Error(`template ${template}: ${JSON.stringify(diagnostics)}`);
    }
    if (document.numOfPages > pages && attempt < attempts.length - 1) continue;
    const body = typst.pdf(document, { pdfStandard: 'ua-1' });
    typst.evictCache(KEPT_GENERATIONS);
    return { body, pages: document.numOfPages, attempt };
  }
  throw new Error(`template ${template}: nothing to print`);
}

/** Loaded with the first paper: the addon and its fonts are no part of a quick start. */
async function openCompiler(): Promise<Compiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const inter = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json'),
  );
  const fontBlobs = WEIGHTS.map((w) => readFileSync(join(inter, w, `Inter_${w}.ttf`)));
  return NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontBlobs }] });
}
