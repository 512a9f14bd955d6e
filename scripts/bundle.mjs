// How the server is bundled: one file for each entry, native code and optional parts of the MongoDB driver outside.
const external = [
  'libsql',
  '@node-rs/argon2',
  'kerberos',
  '@mongodb-js/zstd',
  '@aws-sdk/credential-providers',
  'gcp-metadata',
  'snappy',
  'socks',
  'aws4',
  'mongodb-client-encryption',
];

/** Options of esbuild. Names stay as they are written, in logs and to the libraries that ask for them: no renaming, no table of names. */
export const serverBundle = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external,
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  // Packages written as CommonJS call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/** The programs of a server: itself, the children in which schemas are compiled and passwords are judged, and the commands of the store. */
export const serverEntries = {
  main: 'server/main.ts',
  'compile-child': 'server/compile/child.ts',
  'password-child': 'server/compile/password-child.ts',
  store: 'server/commands/main.ts',
};
