/** A table that scrolls by itself where it is wider than the window; by keyboard too, even when nothing in it takes the focus. */
export function TableBox({ name, children }: { name: string; children: React.ReactNode }) {
  return <div className="table-box" role="region" aria-label={name} tabIndex={0}>{children}</div>
}
