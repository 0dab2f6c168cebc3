import { expect, test } from 'vitest'
import type { CheckResult, ChipReport } from '../../api/types'
import { linesOf, wordFor } from './report'

const check = (result: CheckResult) => ({ result, reason: null, millis: 1 })
const good: ChipReport = {
  result: 'successful', access: { protocol: 'PACE-GM', result: 'successful', reason: null, millis: 90 },
  passiveAuthentication: {
    result: 'successful', sodSignature: 'successful', chain: 'successful', dataGroups: { 1: 'successful', 2: 'successful' },
    signer: 'DS', csca: 'CSCA', reason: null, remarks: null, millis: 3,
  },
  activeAuthentication: check('notSupported'), chipAuthentication: check('successful'), terminalAuthentication: check('notPerformed'),
  mrzMatchesDg1: check('successful'), issuingStateMatches: check('successful'), dataGroups: [1, 2], millis: 200, digests: { sod: 'ab' }, photo: null,
}
const passive = (more: Partial<ChipReport['passiveAuthentication']>): ChipReport =>
  ({ ...good, passiveAuthentication: { ...good.passiveAuthentication, ...more } })

test('irregularities stand first in the report', () => {
  const lines = linesOf({ ...passive({ chain: 'undetermined', dataGroups: { 1: 'successful', 2: 'failed' } }), mrzMatchesDg1: check('failed') })
  expect(lines.slice(0, 3).map(line => [line.name, line.result])).toEqual([['dataGroup', 'failed'], ['mrzMatchesDg1', 'failed'], ['chain', 'undetermined']])
  expect(lines.at(-1)!.result).toMatch(/^not/)
})

test('one word says what matters most', () => {
  expect(wordFor(null, false)).toBe('none')
  expect(wordFor(null, true)).toBe('reading')
  expect(wordFor(good, false)).toBe('genuine')
  expect(wordFor(passive({ sodSignature: 'failed', result: 'failed' }), false)).toBe('altered')
  expect(wordFor(passive({ dataGroups: { 1: 'failed' }, result: 'failed' }), false)).toBe('altered')
  expect(wordFor({ ...good, result: 'failed', chipAuthentication: check('failed') }, false)).toBe('copied')
  expect(wordFor({ ...good, result: 'failed', mrzMatchesDg1: check('failed') }, false)).toBe('differs')
  expect(wordFor({ ...passive({ result: 'undetermined', chain: 'undetermined' }), result: 'undetermined' }, false)).toBe('doubtful')
  expect(wordFor({ ...good, result: 'notPerformed', digests: {} }, false)).toBe('silent')
})
