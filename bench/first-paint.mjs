// How long after a scan's last key the officer sees the first of the answer: real Chromium, real keys, a running demonstration.
//   artifacts/bin/Limen.Cli/release/limen serve --demo --data D > serve.log &
//   node bench/first-paint.mjs serve.log [rounds]
// Beside other work: chrt -a -r -p 20 <the server's id>, and chrt -r 20 before node.
// Needs tests/Limen.Console.Tests built (its Playwright) and /usr/bin/chromium.
import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'

const at = path => new URL(path, import.meta.url).pathname
const { chromium } = createRequire(import.meta.url)(at('../artifacts/bin/Limen.Console.Tests/release/.playwright/package'))
const [, , log, rounds = '100'] = process.argv
if (!log || !existsSync(log)) throw new Error('usage: node bench/first-paint.mjs serve.log [rounds]')
const said = readFileSync(log, 'utf8')
const address = said.match(/^Limen serves .* at (http\S+)/m)[1]
const password = said.match(/^  first +(\S+)  /m)[1]
const zones = ['clear', 'reported stolen'].map(title => said.match(new RegExp(`^  ${title}\n    (\\S+)\n    (\\S+)`, 'm')).slice(1, 3).join('\n'))

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
const page = await (await browser.newContext({ viewport: { width: 1024, height: 768 } })).newPage()
await page.goto(address)
await page.fill('input[autocomplete=username]', 'first')
await page.fill('input[autocomplete=current-password]', password)
await page.keyboard.press('Enter')
await page.waitForSelector('[data-source=demo-persons] .mark.none')

// A frame's callbacks run before it is painted; a message posted from there is handled right after.
await page.evaluate(() => {
  window.painted = (selector, number) => new Promise((seen, lost) => {
    setTimeout(() => lost(new Error('A scan was not answered within 10 s: the machine was too busy to tell its keys from fingers.')), 10_000)
    const began = performance.now()
    let last = began
    const key = event => { last = event.timeStamp }
    addEventListener('keydown', key, true)
    const look = () => requestAnimationFrame(() => {
      const shown = document.querySelector('.document .number')?.textContent.includes(number)
      const whole = document.querySelector(selector) !== null && shown
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        const now = performance.now()
        if (shown) window.first ??= now - last
        if (whole) { removeEventListener('keydown', key, true); const first = window.first; window.first = undefined; seen([first, now - last]) } else look()
      }
      port2.postMessage(0)
    })
    look()
  })
})
const keys = await page.context().newCDPSession(page)
const stroke = (type, sign) => ({
  type, key: sign === '\n' ? 'Enter' : sign, code: sign === '\n' ? 'Enter' : sign === '<' ? 'Comma' : /\d/.test(sign) ? `Digit${sign}` : `Key${sign}`,
  windowsVirtualKeyCode: sign === '\n' ? 13 : sign === '<' ? 188 : sign.charCodeAt(0), modifiers: sign === '<' ? 8 : 0, ...(type === 'keyDown' && { text: sign === '\n' ? '\r' : sign }),
})
const first = [], verdict = []
for (let round = 0; round < Number(rounds) + 5; round++) {
  const zone = zones[round % 2]
  const number = zone.split('\n')[1].slice(0, 9).replaceAll('<', '')
  const seen = page.evaluate(([selector, text]) => window.painted(selector, text), [round % 2 ? '.advice.refer' : '.advice.clear', number])
  await Promise.all([...zone, '\n'].flatMap(sign => [keys.send('Input.dispatchKeyEvent', stroke('keyDown', sign)), keys.send('Input.dispatchKeyEvent', stroke('keyUp', sign))]))
  const [one, whole] = await seen
  if (round >= 5) { first.push(one); verdict.push(whole) }
}
await browser.close()
const told = values => { values.sort((a, b) => a - b); return `median ${values[values.length >> 1].toFixed(0)} ms, p95 ${values[Math.floor(values.length * 0.95)].toFixed(0)} ms, worst ${values.at(-1).toFixed(0)} ms` }
console.log(`${rounds} scans, from the last key to the paint of the document: ${told(first)}; of the verdict: ${told(verdict)}`)
