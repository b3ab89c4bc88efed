import { shallowRef } from 'vue'
import type { PortalUser } from '../../../shared/contract'
import { usePortal } from '../../data/portal'
import { fullName } from '../../data/people'
import { t, type MessageKey } from '../../i18n'
import { crmEntities, type CrmEntity } from './crm'

export interface Choice {
  key: string
  title: string
  note: string
  photo?: string
}

export interface ChoiceDialog {
  title: string
  choices: Choice[]
  multiple: boolean
  chosen: string[]
  /** Undefined when the person cancels. */
  done: (keys?: string[]) => void
}

/** The popup that is open, if one is. */
export const openDialog = shallowRef<ChoiceDialog>()

function choose(title: string, choices: Choice[], multiple: boolean, chosen: string[] = []): Promise<string[] | undefined> {
  openDialog.value?.done()
  return new Promise((resolve) => {
    openDialog.value = {
      title, choices, multiple, chosen,
      done(keys) {
        openDialog.value = undefined
        resolve(keys)
      },
    }
  })
}

const personChoice = (user: PortalUser, key: string): Choice => ({ key, title: fullName(user), note: user.position, photo: user.photo })

/** The people popup of `selectUser`; undefined when it was cancelled. */
export async function choosePeople(multiple: boolean): Promise<PortalUser[] | undefined> {
  const { users } = usePortal().portal.value
  const keys = await choose(t(multiple ? 'dialog.people' : 'dialog.person'), users.map(user => personChoice(user, String(user.id))), multiple)
  return keys && users.filter(user => keys.includes(String(user.id)))
}

/** The access popup of `selectAccess`: people and the groups that every portal has. */
export async function chooseAccess(chosen: string[]): Promise<{ id: string, name: string, provider: string }[] | undefined> {
  const groups: [key: string, name: MessageKey][] = [['UA', 'dialog.everyone'], ['G1', 'dialog.administrators']]
  const choices = [
    ...groups.map(([key, name]) => ({ key, title: t(name), note: t('dialog.group') })),
    ...usePortal().portal.value.users.map(user => personChoice(user, `U${user.id}`)),
  ]
  const keys = await choose(t('dialog.access'), choices, true, chosen)
  return keys && choices.filter(choice => keys.includes(choice.key))
    .map(({ key, title }) => ({ id: key, name: title, provider: key.startsWith('U') && key !== 'UA' ? 'user' : 'group' }))
}

/** The CRM popup of `selectCRM`. */
export async function chooseCrm(types: string[] | undefined, multiple: boolean): Promise<CrmEntity[] | undefined> {
  const offered = crmEntities.filter(entity => !types || types.length === 0 || types.includes(entity.type))
  const choices = offered.map(({ id, title, type, desc }) => ({ key: id, title, note: `${t(`crm.${type}`)} · ${desc}` }))
  const keys = await choose(t('dialog.crm'), choices, multiple)
  return keys && offered.filter(({ id }) => keys.includes(id))
}
