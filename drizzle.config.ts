import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate` writes a migration for every change of db/schema.ts; migrations are committed and applied at start. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema.ts',
  out: './db/migrations',
})
