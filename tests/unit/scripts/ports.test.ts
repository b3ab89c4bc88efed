import net from 'node:net'
import { expect, it } from 'vitest'
import { freePort } from '../../../scripts/lib/ports.mjs'

it('takes another port when the preferred one is busy', async () => {
  const busy = net.createServer()
  await new Promise<void>(resolve => busy.listen(0, '127.0.0.1', resolve))
  const { port } = busy.address() as net.AddressInfo
  try {
    const chosen = await freePort(port)
    expect(chosen).toBeGreaterThan(0)
    expect(chosen).not.toBe(port)
  }
  finally {
    busy.close()
  }
})

it('does not promise one port twice', async () => {
  const first = await freePort()
  expect(await freePort(first, new Set([first]))).not.toBe(first)
})
