import { problems } from '#api/problem.ts';
import type { OpenApi, OpenApiOperation } from './openapi.ts';

/** The contract as one page a person can read, without scripts, so that the strict CSP holds. */
export function readablePage(spec: OpenApi): string {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? '';
      const list = byTag.get(tag) ?? [];
      list.push(section(method.toUpperCase(), path, operation));
      byTag.set(tag, list);
    }
  }
  const menu = [...byTag.keys()].map((tag) => `<a href="#${tag}">${tag}</a>`).join(' · ');
  const body = [...byTag]
    .map(([tag, list]) => `<h2 id="${tag}">${tag}</h2>${list.join('')}`)
    .join('');
  const refusals = Object.entries(problems)
    .map(([code, status]) => `<li id="problem-${code}"><code>${code}</code> ${status}</li>`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Titik Temu API ${escapeHtml(spec.info.version)}</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api-docs.css"></head><body><main>
<h1>Titik Temu API ${escapeHtml(spec.info.version)}</h1><p>${escapeHtml(spec.info.description)} <a href="/api/openapi.json">openapi.json</a></p>
<nav>${menu} · <a href="#problems">problems</a></nav>${body}<h2 id="problems">problems</h2><ul>${refusals}</ul></main></body></html>`;
}

function section(method: string, path: string, operation: OpenApiOperation): string {
  const parameters = operation.parameters
    .map(
      (p) =>
        `<tr><td><code>${p.name}</code></td><td>${p.in}${p.required ? '' : ', optional'}</td><td><code>${schemaText(p.schema)}</code></td></tr>`,
    )
    .join('');
  const content = (
    operation.requestBody as { content?: Record<string, { schema?: unknown }> } | undefined
  )?.content;
  const body = content?.['application/json']?.schema;
  const ok = operation.responses['200'] as { content?: Record<string, { schema?: unknown }> };
  const reply = ok.content?.['application/json']?.schema;
  return `<section><h3><code>${method} ${escapeHtml(path)}</code></h3><p>${escapeHtml(operation.summary)}<br>
<small>${operation.operationId} · ${operation['x-roles'].join(', ')}${operation['x-area'].length ? ` · own area: ${operation['x-area'].join(', ')}` : ''}</small></p>
${parameters ? `<table>${parameters}</table>` : ''}${body ? `<details><summary>body</summary><pre>${escapeHtml(JSON.stringify(body, null, 1))}</pre></details>` : ''}
${reply ? `<details><summary>reply</summary><pre>${escapeHtml(JSON.stringify(reply, null, 1))}</pre></details>` : ''}</section>`;
}

function schemaText(schema: unknown): string {
  const s = schema as { type?: string; enum?: unknown[]; format?: string };
  return escapeHtml(
    s.enum ? s.enum.join(' | ') : (s.format ?? s.type ?? JSON.stringify(schema)).slice(0, 120),
  );
}

const escapeHtml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c,
  );
