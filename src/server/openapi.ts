import * as z from 'zod';
import { allOperations } from '#api/all.ts';
import { problems } from '#api/problem.ts';

export interface OpenApi {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<string, unknown>;
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  'x-roles': readonly string[];
  'x-area': readonly string[];
  parameters: { name: string; in: 'path' | 'query'; required: boolean; schema: unknown }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

/** OpenAPI 3.1, made from the contract objects; docs/generated/openapi.json is this, committed. */
export function openApi(version: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const { id, operation } of allOperations) {
    const input = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, unknown>;
      required?: string[];
    };
    const path = operation.path.replace(/:(\w+)/g, '{$1}');
    const inPath = new Set([...operation.path.matchAll(/:(\w+)/g)].map((m) => m[1] ?? ''));
    const properties = Object.entries(input.properties ?? {});
    const required = new Set(input.required ?? []);
    const inQuery = operation.method === 'GET' || operation.kind === 'upload';
    const parameters: OpenApiOperation['parameters'] = properties
      .filter(([name]) => inPath.has(name) || inQuery)
      .map(([name, schema]) => ({
        name,
        in: inPath.has(name) ? 'path' : 'query',
        required: inPath.has(name) || required.has(name),
        schema,
      }));
    const body = properties.filter(([name]) => !inPath.has(name) && !inQuery);
    const entry: OpenApiOperation = {
      operationId: id,
      tags: [id.split('.')[0] ?? id],
      summary: operation.summary,
      'x-roles': operation.may === 'anyone' ? ['anyone'] : operation.may,
      'x-area': operation.area,
      parameters,
      responses: {
        200: success(operation.kind, operation.reply),
        default: { $ref: '#/components/responses/Problem' },
      },
    };
    if (operation.kind === 'upload') {
      entry.requestBody = {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      };
    } else if (body.length > 0) {
      entry.requestBody = {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: Object.fromEntries(body),
              required: body.map(([name]) => name).filter((name) => required.has(name)),
              additionalProperties: false,
            },
          },
        },
      };
    }
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = entry;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Titik Temu',
      version,
      description:
        'Every operation needs the session cookie unless its roles say "anyone". Refusals are application/problem+json (RFC 9457) with a stable code.',
    },
    paths,
    components: {
      responses: {
        Problem: {
          description: 'A refusal',
          content: {
            'application/problem+json': {
              schema: {
                type: 'object',
                required: ['type', 'status', 'code', 'requestId', 'details'],
                properties: {
                  type: { type: 'string' },
                  status: { type: 'integer' },
                  code: { type: 'string', enum: Object.keys(problems) },
                  requestId: { type: 'string' },
                  details: { type: 'object' },
                },
              },
            },
          },
        },
      },
    },
  };
}

function success(kind: string, reply: z.ZodType): unknown {
  if (kind === 'file') {
    return {
      description: 'The file',
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  const { $schema: _, ...schema } = z.toJSONSchema(reply, { io: 'output', unrepresentable: 'any' });
  return { description: 'Done', content: { 'application/json': { schema } } };
}
