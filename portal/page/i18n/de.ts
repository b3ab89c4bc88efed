import type { Messages } from './en'
import { placesDe } from './places-de'
import { toolsDe } from './tools-de'

/** German texts of the portal's page. */
export const de: Messages = { ...placesDe, ...toolsDe }
