import type { LanguageCode } from '#shared/languages'
import type { Visibility } from '#shared/notes'
import type { SubjectKind } from '#shared/subjects'

/** What an exported file says beside the notes themselves. */
export interface ExportWords {
  title: string
  /** Heads of the table's columns; times are on the clock of `zone`. */
  columns: (zone: string) => string[]
  /** Head of the column with who wrote it. */
  author: string
  kind: Record<SubjectKind, string>
  visibility: Record<Visibility, string>
  yes: string
  no: string
  pinned: string
  edited: (when: string) => string
  due: (when: string, who: string) => string
  done: (when: string) => string
  empty: string
}

/** The same words as on the pages (app/locales). */
export const exportWords: Record<LanguageCode, ExportWords> = {
  en: {
    title: 'My notes',
    columns: zone => ['About', 'Title', 'Address', 'Note', 'Who can read it', 'Pinned', `Written (${zone})`, `Edited (${zone})`, `Follow-up due (${zone})`, `Done (${zone})`, 'Follow-up of'],
    author: 'Author',
    kind: { task: 'Task', project: 'Project', user: 'Person', automation: 'Automation rules', chat: 'Chat', phone: 'Phone number', lead: 'Lead', deal: 'Deal', contact: 'Contact', company: 'Company', day: 'Day', portal: 'Bitrix24' },
    visibility: { team: 'Team', private: 'Only me' },
    yes: 'yes', no: 'no',
    pinned: 'pinned',
    edited: when => `edited ${when}`,
    due: (when, who) => `Follow-up: ${when}, ${who}`,
    done: when => `done ${when}`,
    empty: 'There are no notes yet.',
  },
  de: {
    title: 'Meine Notizen',
    columns: zone => ['Wozu', 'Titel', 'Adresse', 'Notiz', 'Wer sie lesen kann', 'Angeheftet', `Geschrieben (${zone})`, `Bearbeitet (${zone})`, `Wiedervorlage fällig (${zone})`, `Erledigt (${zone})`, 'Wiedervorlage von'],
    author: 'Autor',
    kind: { task: 'Aufgabe', project: 'Projekt', user: 'Person', automation: 'Automatisierungsregeln', chat: 'Chat', phone: 'Telefonnummer', lead: 'Lead', deal: 'Auftrag', contact: 'Kontakt', company: 'Unternehmen', day: 'Tag', portal: 'Bitrix24' },
    visibility: { team: 'Team', private: 'Nur ich' },
    yes: 'ja', no: 'nein',
    pinned: 'angeheftet',
    edited: when => `bearbeitet ${when}`,
    due: (when, who) => `Wiedervorlage: ${when}, ${who}`,
    done: when => `erledigt ${when}`,
    empty: 'Es gibt noch keine Notizen.',
  },
}
