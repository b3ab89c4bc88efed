import type { Component } from 'vue'

/** Every page there is, by its path. Each is loaded when it is the one that was asked for. */
const pages = new Map(
  Object.entries(import.meta.glob<Component>('../pages/**/*.vue', { import: 'default' }))
    .map(([file, load]) => [file.slice('../pages'.length, -'.vue'.length).replace(/\/index$/, '/'), load]),
)

/**
 * The page at a path. Bitrix24 opens each page by its own address and nobody walks from one to another, so a table does what
 * a router would be loaded and started for, in every frame and for every request.
 * @throws NuxtError 404 where there is none
 */
export async function pageAt(path: string): Promise<Component> {
  const load = pages.get(path)
  // Not fatal: whoever tries addresses would write a stack into the log with each.
  if (!load) throw createError({ statusCode: 404 })
  return await load()
}
