import type { Component } from 'vue'

const loaders = import.meta.glob<{ default: Component }>('../../pages/**/*.vue')

/** `../../pages/placements/task-view-tab.vue` is the page of `/placements/task-view-tab`. */
const pathOf = (file: string) => file.replace(/^(\.\.\/)+pages/, '').replace(/(index)?\.vue$/, '').replace(/(?<=.)\/$/, '')

const pages = new Map(Object.entries(loaders).map(([file, load]) => [pathOf(file), defineAsyncComponent(load)]))

/** The page that stands in `pages/` for a path, loaded when it is rendered; undefined where there is none. */
export const pageAt = (path: string): Component | undefined => pages.get(path)
