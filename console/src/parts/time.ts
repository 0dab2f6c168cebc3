import type { TFunction } from 'i18next'

/** An age in its largest whole unit: 12 s, 4 min, 3 h, 2 d. */
export function age(t: TFunction, seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  if (s < 90) return t('age.s', { n: s })
  if (s < 90 * 60) return t('age.min', { n: Math.round(s / 60) })
  if (s < 36 * 3600) return t('age.h', { n: Math.round(s / 3600) })
  return t('age.d', { n: Math.round(s / 86400) })
}

export const ageOf = (t: TFunction, since: string, now: number): string => age(t, (now - Date.parse(since)) / 1000)

/** A date of which day and month may be unknown: 12 Apr 1988, Apr 1988, 1988. */
export function day(language: string, date: string): string {
  const [year, month, at] = date.split('-')
  if (!month || month === '00') return year ?? date
  const parsed = new Date(`${year}-${month}-${at && at !== '00' ? at : '01'}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime())) return date
  return dates(language, at && at !== '00' ? 'day' : 'month').format(parsed).replace(/\s*г\.$/, '')
}

export const clock = (language: string, at: string): string =>
  dates(language, 'clock').format(new Date(at))

export const moment = (language: string, at: string): string =>
  dates(language, 'moment').format(new Date(at)).replace(/\s*г\./, '')

/** One place after the sign, comma or point. */
export const decimal = (language: string, n: number): string => numbers(language).format(Math.round(n * 10) / 10)

export const count = (language: string, n: number): string => numbers(language).format(n)

/** Milliseconds as an officer reads them: 4 ms, 0.21 s. */
export function took(t: TFunction, language: string, ms: number): string {
  if (ms < 100) return t('age.ms', { n: Math.max(1, Math.round(ms)) })
  return t('age.s', { n: numbers(language).format(Math.round(ms / 10) / 100) })
}

/** This day where the officer is, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

const looks = {
  day: { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' },
  month: { month: 'short', year: 'numeric', timeZone: 'UTC' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  moment: { day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

// Making one takes a hundred times as long as using it, and an answer is to be seen within a tenth of a second.
const made = new Map<string, Intl.DateTimeFormat>()
const counting = new Map<string, Intl.NumberFormat>()

function dates(language: string, look: keyof typeof looks): Intl.DateTimeFormat {
  const key = `${language} ${look}`
  const one = made.get(key) ?? new Intl.DateTimeFormat(tagOf(language), looks[look])
  made.set(key, one)
  return one
}

function numbers(language: string): Intl.NumberFormat {
  const one = counting.get(language) ?? new Intl.NumberFormat(tagOf(language))
  counting.set(language, one)
  return one
}

// Day before month, as documents print it, in either language.
const tagOf = (language: string): string => (language === 'ru' ? 'ru-RU' : 'en-GB')
