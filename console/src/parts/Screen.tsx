import { useEffect, useRef } from 'react'

interface Props {
  title: string
  lead?: React.ReactNode
  tools?: React.ReactNode
  children: React.ReactNode
}

/** One screen: its heading takes the focus when it is opened, so that reading starts there. */
export function Screen({ title, lead, tools, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { document.title = `${title} - Limen` }, [title])
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [])
  return (
    <main id="main" className="screen">
      <div className="screen-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {tools && <div className="tools">{tools}</div>}
      </div>
      {children}
    </main>
  )
}

/** Nothing is here yet: says so, and what to do. */
export function Empty({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className="empty">
      <p className="strong">{title}</p>
      {children && <p className="quiet">{children}</p>}
    </div>
  )
}

/** Shown only when waiting has lasted 300 ms (the style sheet delays it). */
export function Waiting({ word }: { word: string }) {
  return <p className="waiting" role="status">{word}</p>
}
