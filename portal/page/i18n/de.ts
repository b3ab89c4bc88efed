import { callsDe } from './calls-de'
import type { Messages } from './en'
import { crmDe } from './crm-de'
import { placesDe } from './places-de'
import { toolsDe } from './tools-de'

/** German texts of the portal's page. */
export const de: Messages = { ...placesDe, ...toolsDe, ...callsDe, ...crmDe }
