// The layers of docs/architecture.md as rules. house.test.ts checks that this saw every file.
const modules = [
  'access',
  'regions',
  'registry',
  'poverty',
  'potential',
  'planning',
  'coordination',
  'documents',
];
const earlier = (name) => modules.slice(0, modules.indexOf(name));

const only = (layer, allowed, extra = []) => ({
  name: `${layer}-imports-only`,
  comment: `${layer} may import ${allowed.join(', ') || 'nothing'} of ours`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: '^(src|tools|test|bench)/',
    pathNot: [`^src/${layer}/`, ...allowed.map((a) => `^src/${a}/`), ...extra],
  },
});

const pureEnginePackages = '^node_modules/(d3-geo|topojson-[a-z]+|polylabel|ml-matrix|@stdlib)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-is-pure',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: pureEnginePackages },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['npm', 'core'], pathNot: '^node_modules/zod/' },
    },
    only('engine', []),
    only('domain', ['engine']),
    only('api', ['domain']),
    only('messages', []),
    only('server', ['engine', 'domain', 'api', 'messages']),
    only('cli', ['engine', 'domain', 'api', 'messages', 'server']),
    only('ui', ['engine', 'domain', 'api', 'messages']),
    only('web', ['engine', 'domain', 'api', 'messages', 'ui']),
    {
      name: 'browser-has-no-node',
      severity: 'error',
      from: { path: '^src/(ui|web|messages|api|domain|engine)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-top-files-are-not-imported-by-modules',
      severity: 'error',
      from: { path: `^src/server/(${modules.join('|')})/` },
      to: { path: '^src/server/(main|http|app|jobs|worker)\\.ts$' },
    },
    ...modules.map((name) => ({
      name: `${name}-sees-only-queries-of-earlier-modules`,
      severity: 'error',
      from: { path: `^src/server/${name}/` },
      to: {
        path: `^src/server/(${modules.filter((m) => m !== name).join('|')})/`,
        pathNot: earlier(name).length
          ? `^src/server/(${earlier(name).join('|')})/queries[a-z-]*\\.ts$`
          : undefined,
      },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    exclude: { path: '^(dist|data|\\.cache)/' },
  },
};
