/**
 * The page around the frame, and nothing of a portal's own: whatever it did would be done by the processor that is being measured. It
 * posts the launch as Bitrix24 does, and answers what the SDK asks at the start (`getInitData`) and for the frame's height; portals leave
 * much else unanswered, too.
 */
export const portalPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Portal</title>
<style>body { margin: 0 } iframe { display: block; width: 100%; height: 600px; border: 0 }</style>
<script>
let initData

// "command:{json}:key:session", answered by "key:{json}".
addEventListener('message', ({ source, origin, data }) => {
  if (typeof data !== 'string') return
  const parts = data.split(':')
  const [command, key] = [parts[0], parts.at(-2)]
  const answer = answer => source.postMessage(key + ':' + JSON.stringify(answer), origin)
  if (command === 'getInitData') answer(initData)
  if (command === 'resizeWindow') {
    const { height } = JSON.parse(parts.slice(1, -2).join(':'))
    document.querySelector('iframe').style.height = height + 'px'
    answer({ width: '100%', height })
  }
})

function launch({ action, fields, name, init }) {
  initData = init
  const frame = document.createElement('iframe')
  frame.name = name
  document.body.append(frame)
  const form = document.createElement('form')
  Object.assign(form, { method: 'post', action, target: name })
  for (const [field, value] of fields) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: field, value })
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
</script>
</html>
`
