import type { i18n as Words } from 'i18next'
import { count, moment } from '../parts/time'

// What proves stands last: people read the rest.
const proofs = ['digest', 'hash', 'sha256', 'serial', 'store']

/** The details of a journal entry in words; what has none yet as it was kept. */
export function detailsOf(words: Words, details: unknown): string {
  if (details === null || typeof details !== 'object') return String(details ?? '')
  const told = Object.entries(details).filter(([, value]) => value !== null && value !== '')
  return [...told.filter(([name]) => !proofs.includes(name)), ...told.filter(([name]) => proofs.includes(name))]
    .map(([name, value]) => `${words.t(`journalDetail.${name}`, { defaultValue: name })}: ${valueOf(words, name, value)}`).join(', ')
}

// The journal keeps the names of enumerations as the program writes them: BorderCheck, Refer.
function valueOf(words: Words, name: string, value: unknown): string {
  if (typeof value === 'boolean') return words.t(value ? 'word.yes' : 'word.no')
  if (typeof value === 'number') return name === 'n' || name === 'seq' ? String(value) : count(words.language, value)
  if (Array.isArray(value)) return value.map(one => valueOf(words, name, one)).join('; ')
  if (typeof value !== 'string') return detailsOf(words, value)
  const small = value.charAt(0).toLowerCase() + value.slice(1)
  switch (name) {
    case 'purpose': return words.t(`purpose.${small.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`, { defaultValue: value })
    case 'advice': case 'decision': return words.t(`${name}.${small}`, { defaultValue: value })
    case 'roles': return value.split(',').map(role => words.t(`role.${role.charAt(0).toLowerCase()}${role.slice(1)}`, { defaultValue: role })).join(', ')
    default: return /^\d{4}-\d\d-\d\dT/.test(value) ? moment(words.language, value) : value
  }
}
