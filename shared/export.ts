export const exportFormats = ['md', 'csv'] as const
export type ExportFormat = typeof exportFormats[number]

/** What the file is called: `sidenote-notes-2026-11-21.csv`. @param date the day it was made */
export const exportFileName = (date: string, format: ExportFormat) => `sidenote-notes-${date}.${format}`
