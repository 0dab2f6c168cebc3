import { useEffect, useState } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Line, Session, Source } from '../api/types'
import { may, useSession } from '../session/session'
import { Mark } from '../parts/Mark'
import { age, ageOf } from '../parts/time'
import { lettersAct, letLettersAct } from './letters'
import { Looks } from './Looks'
import { go } from './route'

interface Props { up: boolean; sources: Source[] | undefined; line: Line | undefined; here: string; idleLeft: number | null }

/** Where we are, who works, and how far the answers can be trusted. */
export function Header({ up, sources, line, here, idleLeft }: Props) {
  const { t } = useTranslation()
  const { session } = useSession()
  return (
    <header className="header">
      {session.demo && <p className="banner demo">{t('header.demo')}</p>}
      <div className="header-row">
        <a className="skip" href="#main" onClick={event => { event.preventDefault(); document.querySelector<HTMLElement>('#main h1')?.focus() }}>{t('header.skip')}</a>
        <span className="brand">Limen</span>
        <span className="post">{session.post ? t('header.post', { post: session.post }) : t('header.noPost')}</span>
        <Status up={up} sources={sources} line={line} />
        <span className="locks" role="status">{idleLeft !== null && t('header.locks', { n: idleLeft })}</span>
        <OfficerMenu />
        <Looks />
      </div>
      <Tabs session={session} here={here} />
    </header>
  )
}

function Status({ up, sources, line }: { up: boolean; sources: Source[] | undefined; line: Line | undefined }) {
  const { t } = useTranslation()
  const now = useSeconds()
  const dated = (sources ?? []).flatMap(source => (source.asOf ? [Date.parse(source.asOf)] : []))
  const silent = (sources ?? []).filter(source => source.state !== 'ready').length
  const stale = (sources ?? []).filter(source => source.stale).length
  return (
    <span className="status-line">
      <span className={up ? 'good' : 'bad'}><Mark shape={up ? 'tick' : 'cross'} /> {t(up ? 'header.up' : 'header.down')}</span>
      {line?.role === 'post' && <HubState line={line} now={now} />}
      <a href="#/sources">
        {silent + stale > 0
          ? <span className="doubt"><Mark shape="question" /> {t('header.silent', { count: silent + stale })}</span>
          : dated.length > 0 && t('header.lists', { age: age(t, (now - Math.min(...dated)) / 1000) })}
      </a>
    </span>
  )
}

// A small line, always there at a post: whether the hub hears us, and what it does not know yet.
function HubState({ line, now }: { line: Line; now: number }) {
  const { t } = useTranslation()
  const since = line.since ?? line.lastHeard
  const waiting = line.waiting > 0 ? `, ${t('header.waiting', { count: line.waiting })}` : ''
  return line.connected && !line.trouble
    ? <span className="hub-line good"><Mark shape="tick" /> {t('header.hubUp')}{waiting}</span>
    : <span className="hub-line doubt"><Mark shape="question" /> {line.connected ? t('header.hubTrouble') : since ? t('header.hubDownSince', { age: ageOf(t, since, now) }) : t('header.hubDown')}{waiting}</span>
}

function OfficerMenu() {
  const { t } = useTranslation()
  const { session, leave } = useSession()
  const [letters, setLetters] = useState(lettersAct)
  const turn = () => { letLettersAct(!letters); setLetters(!letters) }
  return (
    <MenuTrigger>
      <Button className="officer">{session.displayName || session.name} <span aria-hidden="true">▾</span></Button>
      <Popover className="popover">
        <Menu aria-label={t('session.menu')}>
          <MenuItem onAction={() => leave('locked')}>{t('session.lock')}</MenuItem>
          <MenuItem onAction={() => go('/session/password')}>{t('session.changePassword')}</MenuItem>
          <MenuItem onAction={turn}>{t(letters ? 'session.lettersOff' : 'session.lettersOn')}</MenuItem>
          <MenuItem onAction={() => leave('signedOut')}>{t('session.signOut')}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

export function pagesFor(session: Session): string[] {
  const pages: string[] = []
  if (may(session, 'firstLine', 'secondLine')) pages.push('inspect')
  if (may(session, 'firstLine', 'secondLine', 'auditor')) pages.push('inspections')
  pages.push('sources')
  if (may(session, 'listOwner')) pages.push('lists', 'trust')
  if (may(session, 'administrator')) pages.push('posts', 'officers', 'keys')
  if (may(session, 'auditor')) pages.push('journal')
  return pages
}

function Tabs({ session, here }: { session: Session; here: string }) {
  const { t } = useTranslation()
  return (
    <nav className="tabs" aria-label={t('header.pages')}>
      {pagesFor(session).map(page => (
        <a key={page} href={`#/${page}`} {...(page === here ? { 'aria-current': 'page' as const } : {})}>{t(`page.${page}`)}</a>
      ))}
    </nav>
  )
}

export function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
