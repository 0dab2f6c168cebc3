import type { Advice, CheckResult } from '../api/types'

const shapes = {
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  question: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.3-1.7 2.6M12 18.2v.3',
  dash: 'M6 12h12',
  bang: 'M12 5.5v8.5M12 18.2v.3',
  dots: 'M6 12v.1M12 12v.1M18 12v.1',
}
export type Shape = keyof typeof shapes

/** A small symbol; always beside a word that says the same. */
export function Mark({ shape, look }: { shape: Shape; look?: string }) {
  return (
    <svg className={`mark ${look ?? shape}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[shape]} />
    </svg>
  )
}

export const resultShape: Record<CheckResult, Shape> = {
  successful: 'tick',
  failed: 'cross',
  undetermined: 'question',
  notPerformed: 'dash',
  notSupported: 'dash',
}

const outlines: Record<Advice | 'waiting' | 'ready', { outline: string; sign: Shape }> = {
  clear: { outline: 'M32 4a28 28 0 1 0 .01 0z', sign: 'tick' },
  refer: { outline: 'M20.4 4h23.2L60 20.4v23.2L43.6 60H20.4L4 43.6V20.4z', sign: 'bang' },
  incomplete: { outline: 'M32 2L62 32 32 62 2 32z', sign: 'question' },
  waiting: { outline: 'M10 10h44v44H10z', sign: 'dots' },
  ready: { outline: 'M10 10h44v44H10z', sign: 'dash' },
}

/** The advice's own outline: disc, octagon, diamond; told apart without colour and in a grey print. */
export function AdviceShape({ advice }: { advice: keyof typeof outlines }) {
  const { outline, sign } = outlines[advice]
  return (
    <svg className="advice-shape" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <path className="outline" d={outline} />
      <path className="sign" transform="translate(14 14) scale(1.5)" d={shapes[sign]} />
    </svg>
  )
}
