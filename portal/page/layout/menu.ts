import AppsIcon from '@bitrix24/b24icons-vue/outline/AppsIcon'
import CalendarIcon from '@bitrix24/b24icons-vue/outline/CalendarIcon'
import ChatsIcon from '@bitrix24/b24icons-vue/outline/ChatsIcon'
import ContactCenterIcon from '@bitrix24/b24icons-vue/outline/ContactCenterIcon'
import CrmIcon from '@bitrix24/b24icons-vue/outline/CrmIcon'
import DriveIcon from '@bitrix24/b24icons-vue/outline/FolderIcon'
import FeedIcon from '@bitrix24/b24icons-vue/outline/NewsfeedIcon'
import MailIcon from '@bitrix24/b24icons-vue/outline/MailIcon'
import MarketIcon from '@bitrix24/b24icons-vue/outline/MarketIcon'
import PeopleIcon from '@bitrix24/b24icons-vue/outline/ThreePersonsIcon'
import PhoneIcon from '@bitrix24/b24icons-vue/outline/TelephonyIcon'
import ProjectsIcon from '@bitrix24/b24icons-vue/outline/SuitcaseIcon'
import TasksIcon from '@bitrix24/b24icons-vue/outline/TaskListIcon'
import WindowIcon from '@bitrix24/b24icons-vue/outline/BrowserIcon'
import type { Component } from 'vue'
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { paths } from '../data/people'
import { usePortal } from '../data/portal'
import { t, type MessageKey } from '../i18n'

export interface MenuItem { id: string, title: string, to: string, icon: Component }

/** The left menu: the portal's own places, and what the installed app put into it. */
export function useMenu() {
  const { me, app, placements } = usePortal()
  const place = (id: string, key: MessageKey, to: string, icon: Component): MenuItem => ({ id, title: t(key), to, icon })

  const own = computed(() => [
    place('feed', 'menu.feed', '/stream/', FeedIcon),
    place('tasks', 'menu.tasks', paths.tasks(me.value.id), TasksIcon),
    place('projects', 'menu.projects', '/workgroups/', ProjectsIcon),
    place('chat', 'menu.chat', '/online/', ChatsIcon),
    place('calendar', 'menu.calendar', '/calendar/', CalendarIcon),
    place('drive', 'menu.drive', '/docs/', DriveIcon),
    place('mail', 'menu.mail', '/mail/', MailIcon),
    place('crm', 'menu.crm', '/crm/', CrmIcon),
    place('contact-center', 'menu.contactCenter', '/contact_center/', ContactCenterIcon),
    place('telephony', 'menu.telephony', '/telephony/', PhoneIcon),
    place('company', 'menu.company', '/company/', PeopleIcon),
    place('market', 'menu.market', paths.market, MarketIcon),
  ])

  /** The group "Applications": the app's own item and its LEFT_MENU widgets, once it is installed. */
  const applications = computed<MenuItem[]>(() => app.value.state !== 'installed'
    ? []
    : [
        { id: 'app', title: app.value.name, to: paths.app(app.value.id), icon: AppsIcon },
        ...placements('LEFT_MENU').map(({ id, title }) => ({ id: `placement-${id}`, title, to: paths.placement(id), icon: WindowIcon })),
      ])

  /** The item whose page is open: of all that the address begins with, the longest. */
  const route = useRoute()
  const activeId = computed(() => [...own.value, ...applications.value]
    .filter(({ to }) => route.path.startsWith(to))
    .sort((one, other) => other.to.length - one.to.length)[0]?.id)

  return { own, applications, activeId }
}
