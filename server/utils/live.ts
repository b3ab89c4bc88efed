import type { Streams } from '../live/streams'
import { createStreams } from '../live/streams'
import { createWatcher } from '../live/watcher'
import { useServices } from '../services'

let streams: Streams | undefined

/** The live streams of this process. */
export function useStreams(): Streams {
  return streams ??= openStreams()
}

function openStreams(): Streams {
  const { repositories: { changes, portals }, clock, log } = useServices()
  return createStreams({ watcher: createWatcher({ changes, log }), portals, clock })
}
