import type { Doubt } from '../api/types'

interface Piece { text: string; doubtful: boolean }

/** The line cut at the borders of what is doubtful; columns count from 1. */
export function pieces(line: string, doubts: Pick<Doubt, 'column' | 'length'>[]): Piece[] {
  const unsure = [...line].map((_, i) => doubts.some(doubt => i + 1 >= doubt.column && i + 1 < doubt.column + doubt.length))
  const found: Piece[] = []
  unsure.forEach((doubtful, i) => {
    const last = found.at(-1)
    if (last?.doubtful === doubtful) last.text += line[i]
    else found.push({ text: line[i]!, doubtful })
  })
  return found
}
