/** A key as it arrives: what it says, which physical key it is, and when (milliseconds). */
export interface Stroke {
  key: string
  code: string
  shift: boolean
  repeat: boolean
  at: number
}

/** What the wedge tells while it listens. */
export interface Told {
  /** Enough fast characters came to be sure that no finger types them. */
  began(): void
  /** A scan ended; its lines are joined by line ends. */
  scanned(text: string): void
}

/** Milliseconds: a quick typist needs some 60 a key; scanners that imitate a keyboard send one every 1 to 30. */
const fastestFinger = 45
/** So many keys in a row at that speed are no finger's. */
const certainAfter = 8
/** A pause after which keys belong to something new: a busy machine may hold up a scanner's first keys for a moment. */
export const newBurst = 250
/** A scanner may pause between two lines, so once it is certain the patience is longer. */
const patience = 300
/** Some scanners end with two line ends; the second one must not press a button. */
const echo = 400

const complete = [[44, 44], [36, 36], [30, 30, 30]]
/** Signs of the smallest zone: fewer need not be looked at, key after key. */
const shortest = 72
const totals = new Map(complete.map(lengths => [lengths.reduce((sum, length) => sum + length), lengths]))

/** Tells a keyboard-wedge scanner from fingers, by speed and alphabet. Pure but for the clock handed in with each stroke. */
export class Wedge {
  #buffer = ''
  #times: number[] = []
  #last = -Infinity
  #closed = -Infinity
  #scanning = false

  constructor(readonly told: Told) {}

  /** True while a scan is coming in. */
  get scanning(): boolean {
    return this.#scanning
  }

  /** Hears a key; true when it belongs to a scan and must reach nothing else. */
  hear(stroke: Stroke): boolean {
    const character = charOf(stroke)
    if (character === undefined) return this.#scanning
    if (stroke.repeat || character === null) return this.#drop()
    if (character === '\n' && !this.#scanning) {
      this.#drop()
      return stroke.at - this.#closed < echo
    }
    if (!this.#scanning && stroke.at - this.#last > newBurst) this.#restart()
    this.#last = stroke.at
    this.#buffer += character
    if (!this.#scanning) this.#recognise(stroke.at)
    else if (character === '\n' && isWhole(this.#buffer)) this.#end(stroke.at)
    return this.#scanning || this.#closed === stroke.at
  }

  /** How long after the last key `quiet` is to be called; null when nothing is waited for. */
  get waits(): number | null {
    if (!this.#scanning) return null
    return this.#buffer.length >= shortest && isWhole(this.#buffer) ? patience / 2 : patience
  }

  /** The last key was pressed for its own sake and belongs to no scan, however soon one follows. */
  forget(): void {
    if (!this.#scanning) this.#restart()
  }

  /** No key came for as long as `waits` said. */
  quiet(at: number): void {
    if (this.#scanning) this.#end(at)
  }

  #recognise(at: number) {
    this.#times = [...this.#times, at].slice(-certainAfter)
    if (this.#times.length < certainAfter || at - this.#times[0]! > (certainAfter - 1) * fastestFinger) return
    this.#scanning = true
    this.told.began()
  }

  #end(at: number) {
    const text = linesOf(this.#buffer).join('\n')
    this.#drop()
    this.#closed = at
    this.told.scanned(text)
  }

  #restart() {
    this.#buffer = ''
    this.#times = []
  }

  #drop(): false {
    this.#restart()
    this.#scanning = false
    this.#last = -Infinity
    return false
  }
}

/** The lines of an MRZ as scanned, pasted or typed; one run of 88, 72 or 90 characters is cut into its lines. */
export function linesOf(text: string): string[] {
  const lines = text.toUpperCase().split(/[\r\n]+/).map(line => line.trim().replace(/ /g, '<')).filter(line => line.length > 0)
  const lengths = lines.length === 1 ? totals.get(lines[0]!.length) : undefined
  if (!lengths) return lines
  let at = 0
  return lengths.map(length => lines[0]!.slice(at, (at += length)))
}

/** True when the text has the line lengths of TD1, TD2, TD3, MRV-A or MRV-B. */
export function isWhole(text: string): boolean {
  const lengths = linesOf(text).map(line => line.length)
  return complete.some(shape => shape.length === lengths.length && shape.every((length, i) => length === lengths[i]))
}

/** True when the text can only be meant as an MRZ, whole or damaged. */
export function looksLikeMrz(text: string): boolean {
  return isWhole(text) || (text.length >= 24 && /^[A-Z0-9<\s]+$/i.test(text) && text.includes('<'))
}

/** The VIN in a scanned code, or null: 17 characters without I, O and Q (ISO 3779). */
export function vinIn(text: string): string | null {
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(text) ? text : null
}

// undefined: a key that says nothing (Shift); null: a key no scanner of MRZs sends.
function charOf({ key, code, shift }: Stroke): string | null | undefined {
  if (key === 'Enter') return '\n'
  if (key === 'Shift' || key === 'CapsLock') return undefined
  if (key.length !== 1) return null
  const upper = key.toUpperCase()
  if (/^[A-Z0-9<]$/.test(upper)) return upper
  return key > '\u007f' ? byPlace(code, shift) : null
}

// A scanner sends places on a Latin keyboard. Under a Cyrillic or Greek layout they arrive as other letters.
function byPlace(code: string, shift: boolean): string | null {
  if (/^Key[A-Z]$/.test(code)) return code.slice(3)
  return code === 'Comma' && shift ? '<' : null
}
