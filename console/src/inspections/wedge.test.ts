import { describe, expect, test } from 'vitest'
import { isWhole, linesOf, vinIn, Wedge, type Stroke } from './wedge'

// Specimens of Doc 9303-4 App. B (TD3), 9303-5 App. B (TD1) and 9303-6 App. B (TD2).
const td3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const td1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']
const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']

function listen() {
  const scans: string[] = []
  let began = 0
  const wedge = new Wedge({ began: () => { began++ }, scanned: text => { scans.push(text) } })
  return { wedge, scans, began: () => began }
}

const stroke = (key: string, at: number, more: Partial<Stroke> = {}): Stroke => ({ key: key === '\n' ? 'Enter' : key, code: '', shift: false, repeat: false, at, ...more })

/** Sends the text with so many milliseconds between keys; tells which keys went through to the page. */
function send(wedge: Wedge, text: string, gap: number, from = 1000): { through: string; end: number } {
  let at = from
  let through = ''
  for (const key of text) {
    if (!wedge.hear(stroke(key, at))) through += key
    at += gap
  }
  return { through, end: at }
}

describe('A scan is told from typing', () => {
  test.each([
    ['TD3, Enter after each line', td3.join('\n') + '\n', td3],
    ['TD3, Enter at the end only', td3.join('') + '\n', td3],
    ['TD1, Enter after each line', td1.join('\n') + '\n', td1],
    ['TD1, Enter at the end only', td1.join('') + '\n', td1],
    ['TD2, Enter after each line', td2.join('\n') + '\n', td2],
    ['TD2, Enter at the end only', td2.join('') + '\n', td2],
  ])('%s', (_, sent, lines) => {
    for (const gap of [1, 8, 30]) {
      const { wedge, scans } = listen()
      const { through } = send(wedge, sent, gap)
      expect(scans).toEqual([lines.join('\n')])
      expect(through.length).toBeLessThan(8)
    }
  })

  test('a scan without any line end is taken when the keys fall silent', () => {
    const { wedge, scans } = listen()
    const { end } = send(wedge, td3.join(''), 5)
    expect(wedge.waits).not.toBeNull()
    wedge.quiet(end + 200)
    expect(scans).toEqual([td3.join('\n')])
  })

  test('a damaged scan is handed on as it is', () => {
    const { wedge, scans } = listen()
    const { end } = send(wedge, td3[0]! + '\n' + td3[1]!.slice(0, 40) + '\n', 5)
    wedge.quiet(end + 400)
    expect(scans).toEqual([td3[0] + '\n' + td3[1]!.slice(0, 40)])
  })

  test('a busy machine may hold up the first keys', () => {
    const { wedge, scans } = listen()
    const first = send(wedge, td3[0]!.slice(0, 3), 5)
    send(wedge, td3.join('\n').slice(3) + '\n', 5, first.end + 140)
    expect(scans).toEqual([td3.join('\n')])
  })

  test('a key that decided about the last traveller belongs to no scan', () => {
    const { wedge, scans } = listen()
    const decided = send(wedge, 'R', 5)
    wedge.forget()
    send(wedge, td3.join('\n') + '\n', 5, decided.end + 120)
    expect(scans).toEqual([td3.join('\n')])
  })

  test('fingers are never a scan, and every key reaches the page', () => {
    const { wedge, scans, began } = listen()
    const { through } = send(wedge, td3.join('\n'), 60)
    expect(through).toBe(td3.join('\n'))
    expect(began()).toBe(0)
    expect(scans).toEqual([])
  })

  test('a key held down is never a scan', () => {
    const { wedge, began } = listen()
    for (let i = 0; i < 100; i++) expect(wedge.hear(stroke('a', 1000 + i * 30, { repeat: i > 0 }))).toBe(false)
    expect(began()).toBe(0)
  })

  test('a second line end right after a scan presses no button', () => {
    const { wedge } = listen()
    const { end } = send(wedge, td3.join('\n') + '\n', 5)
    expect(wedge.hear(stroke('\n', end + 5))).toBe(true)
    expect(wedge.hear(stroke('\n', end + 1000))).toBe(false)
  })

  test('a pause between two lines does not cut the scan', () => {
    const { wedge, scans } = listen()
    const first = send(wedge, td3[0]! + '\n', 5)
    send(wedge, td3[1]! + '\n', 5, first.end + 250)
    expect(scans).toEqual([td3.join('\n')])
  })

  test('under a Cyrillic layout the places of the keys are read', () => {
    const { wedge, scans } = listen()
    const cyrillic: Record<string, string> = { P: 'З', U: 'Г', T: 'Е', O: 'Щ', '<': 'Б' }
    let at = 1000
    for (const key of td3.join('\n') + '\n') {
      const code = /[A-Z]/.test(key) ? `Key${key}` : key === '<' ? 'Comma' : ''
      wedge.hear(stroke(cyrillic[key] ?? (/[A-Z]/.test(key) ? 'Ф' : key), at, { code, shift: key === '<' }))
      at += 5
    }
    expect(scans).toEqual([td3.join('\n')])
  })
})

test('one run of characters is cut into its lines', () => {
  expect(linesOf(td1.join(''))).toEqual(td1)
  expect(linesOf(' ' + td2.join('\r\n').toLowerCase() + '\r\n')).toEqual(td2)
  expect(isWhole(td3.join('\n'))).toBe(true)
  expect(isWhole(td3[0]!)).toBe(false)
})

test('a VIN is told by its length and alphabet (ISO 3779)', () => {
  expect(vinIn('1HGCM82633A004352')).toBe('1HGCM82633A004352')
  expect(vinIn('IHGCM82633A004352')).toBeNull()
})
