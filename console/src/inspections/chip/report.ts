import type { CheckResult, ChipReport } from '../../api/types'

/** One check on the chip, ready to be shown. */
export interface ChipLine { name: string; of?: string; result: CheckResult; reason: string | null; millis: number | null }

const ranks: Record<CheckResult, number> = { failed: 0, undetermined: 1, successful: 2, notPerformed: 3, notSupported: 3 }

/** Every check, irregularities first, else in the order in which they are made. */
export function linesOf(chip: ChipReport): ChipLine[] {
  const { access, passiveAuthentication: passive } = chip
  const check = (name: string, { result, reason, millis }: { result: CheckResult; reason?: string | null; millis?: number }): ChipLine =>
    ({ name, result, reason: reason ?? null, millis: millis ? millis : null })
  const lines = [
    check('access', access),
    check('passiveAuthentication', passive),
    check('sodSignature', { result: passive.sodSignature }),
    check('chain', { result: passive.chain }),
    ...Object.entries(passive.dataGroups).map(([number, result]) => ({ ...check('dataGroup', { result: result! }), of: number })),
    check('mrzMatchesDg1', chip.mrzMatchesDg1),
    check('issuingStateMatches', chip.issuingStateMatches),
    check('activeAuthentication', chip.activeAuthentication),
    check('chipAuthentication', chip.chipAuthentication),
    check('terminalAuthentication', chip.terminalAuthentication),
  ]
  return lines.map((line, place) => ({ line, place })).sort((a, b) => ranks[a.line.result] - ranks[b.line.result] || a.place - b.place).map(({ line }) => line)
}

/** What the officer is told of the chip in one word. A chip that nobody vouches for is not a false one. */
export type ChipWord = 'reading' | 'none' | 'genuine' | 'altered' | 'copied' | 'differs' | 'doubtful' | 'silent'

export function wordFor(chip: ChipReport | null, reading: boolean): ChipWord {
  if (!chip) return reading ? 'reading' : 'none'
  const { passiveAuthentication: passive } = chip
  if (Object.keys(chip.digests).length === 0) return 'silent'
  if (passive.sodSignature === 'failed' || Object.values(passive.dataGroups).includes('failed')) return 'altered'
  if (chip.activeAuthentication.result === 'failed' || chip.chipAuthentication.result === 'failed') return 'copied'
  if (chip.mrzMatchesDg1.result === 'failed' || chip.issuingStateMatches.result === 'failed') return 'differs'
  return chip.result === 'successful' && passive.result === 'successful' ? 'genuine' : 'doubtful'
}
