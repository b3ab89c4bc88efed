import type { H3Event } from 'h3'
import type { InstallationStep, StepReport } from '#shared/installation'
import { runInstallationStep } from '../installation/steps'
import { useServices } from '../services'
import { requireAdmin } from './session'

/** One step of the installer for the administrator who calls. @throws AppError, as {@link requireAdmin} and the step do */
export async function runStepFor(event: H3Event, step: InstallationStep): Promise<StepReport> {
  const { portal, user } = await requireAdmin(event)
  return runInstallationStep(step, { portal, userId: user.userId }, useServices())
}
