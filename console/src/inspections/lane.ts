import type { Direction, Purpose } from '../api/types'

/** What first line asks for, and what second line asks for besides. */
export const purposesFor = (secondLine: boolean): readonly Purpose[] =>
  secondLine ? ['border-check', 'second-line', 'police-check', 'visa-check', 'training', 'test'] : ['border-check', 'training', 'test']

export const directions: readonly Direction[] = ['entry', 'exit', 'none']

export interface Lane { purpose: Purpose; direction: Direction }

const kept = 'limen.lane'

/** A lane keeps its direction from shift to shift; its purpose is chosen anew, so that nobody trains unawares. */
export function keptLane(): Lane {
  const direction = directions.find(one => one === localStorage.getItem(kept)) ?? 'entry'
  return { purpose: 'border-check', direction }
}

export const keepLane = (lane: Lane): void => localStorage.setItem(kept, lane.direction)
