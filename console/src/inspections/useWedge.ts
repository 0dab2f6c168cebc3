import { useEffect, useRef } from 'react'
import { lettersAct } from '../shell/letters'
import { looksLikeMrz, newBurst, Wedge } from './wedge'

interface Field { element: HTMLInputElement | HTMLTextAreaElement; value: string }

export interface Heard {
  /** A scan or a paste of a text that is to be used at once. */
  scanned(text: string): void
  /** A lone key outside any text field, told by its place on a Latin keyboard (KeyA, Enter, Escape). True when used. */
  key(code: string): boolean
}

/** Longer than a scanner takes to its next character: only then was a key pressed for its own sake. */
const alone = 100

/** Listens on the whole page, wherever the focus is. */
export function useWedge(heard: Heard): void {
  const latest = useRef(heard)
  useEffect(() => { latest.current = heard })
  useEffect(() => {
    let before: Field | null = null
    let ending: number | undefined
    let pressing: number | undefined
    let lastKey = -Infinity
    const wedge = new Wedge({
      began: () => { clearTimeout(pressing); if (before) restore(before) },
      scanned: text => { latest.current.scanned(text) },
    })
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      clearTimeout(pressing)
      const gap = event.timeStamp - lastKey
      if (gap > newBurst) before = fieldOf(event.target)
      lastKey = event.timeStamp
      const mine = wedge.hear({ key: event.key, code: event.code, shift: event.shiftKey, repeat: event.repeat, at: event.timeStamp })
      clearTimeout(ending)
      if (wedge.waits !== null) ending = window.setTimeout(() => wedge.quiet(performance.now()), wedge.waits)
      if (mine || (event.key.length === 1 && event.key !== ' ' && choosesByLetter(event.target))) return swallow(event)
      if (event.repeat || (gap < alone && event.key !== 'Enter') || takesText(event.target) || isAbove(event.target)) return
      if (event.key === 'Enter' && isControl(event.target)) return
      if (event.key === 'Enter' || event.key === 'Escape') {
        if (latest.current.key(event.key)) swallow(event)
      } else if (event.code.startsWith('Key') && lettersAct()) pressing = window.setTimeout(() => { if (latest.current.key(event.code)) wedge.forget() }, alone)
    }
    const pasted = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? ''
      if (!looksLikeMrz(text)) return
      swallow(event)
      latest.current.scanned(text)
    }
    window.addEventListener('keydown', pressed, true)
    window.addEventListener('paste', pasted, true)
    return () => {
      clearTimeout(pressing)
      clearTimeout(ending)
      window.removeEventListener('keydown', pressed, true)
      window.removeEventListener('paste', pasted, true)
    }
  }, [])
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return { element: target, value: target.value }
  return null
}

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

// A closed list of choices takes letters as a choice: the first ones of a scan would change it.
function choosesByLetter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[aria-haspopup=listbox]') !== null
}

// What lies above the screen takes its own keys: Enter on a choice of the officer's menu admits nobody.
function isAbove(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=menu], [role=listbox], [role=dialog], [role=alertdialog]') !== null
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, input, summary, [role=option], [role=radio]') !== null
}

// The first characters of a scan went into the field before it was known to be one.
function restore({ element, value }: Field) {
  const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value)
  element.dispatchEvent(new Event('input', { bubbles: true }))
}
