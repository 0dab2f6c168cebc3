import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get } from '../api/client'
import type { Post, Source } from '../api/types'
import { Key } from '../parts/Key'
import { Mark, type Shape } from '../parts/Mark'
import { TableBox } from '../parts/TableBox'
import { Empty, Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { age, ageOf, count } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { useSeconds } from '../shell/Header'
import { CodeDialog } from './CodeDialog'
import { InviteDialog } from './InviteDialog'
import { offset } from './OwnLine'
import { RevokeDialog } from './RevokeDialog'
import { behind, worstFirst, type Standing } from './standing'

const shape: Record<Standing, Shape> = { trouble: 'cross', silent: 'cross', doubt: 'question', invited: 'dots', fine: 'tick', gone: 'dash' }
const look: Record<Standing, string> = { trouble: 'bad', silent: 'bad', doubt: 'doubt', invited: 'quiet', fine: 'good', gone: 'quiet' }

/** At a hub: every post with what it told of itself, worst first. */
export function PostList({ exchange, sources }: { exchange: string | null; sources: Source[] }) {
  const { t } = useTranslation()
  const now = useSeconds()
  const { value, problem, reload } = useLoaded(signal => get<Post[]>('/api/posts', signal), 'posts', 10_000)
  const [inviting, setInviting] = useState<string | null>(null)
  const [invited, setInvited] = useState<Post | null>(null)
  const [revoking, setRevoking] = useState<Post | null>(null)
  return (
    <section aria-labelledby="posts">
      <div className="section-head">
        <h2 id="posts">{t('posts.title')}</h2>
        <Key look="main" onPress={() => setInviting('')}>{t('posts.invite')}</Key>
      </div>
      {problem && <Trouble problem={problem} again={reload} />}
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.length === 0 && <Empty title={t('posts.none')}>{t('posts.noneLead')}</Empty>}
      {value && value.length > 0 && (
        <TableBox name={t('page.posts')}>
          <table className="rows posts">
            <thead>
              <tr>
                <th>{t('posts.post')}</th><th>{t('posts.state')}</th><th>{t('posts.lists')}</th><th className="n">{t('posts.waiting')}</th>
                <th>{t('posts.clock')}</th><th>{t('posts.program')}</th><th><span className="hidden">{t('word.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              {worstFirst(value, sources, now).map(one => (
                <Row key={one.post.name} {...one} sources={sources} now={now} onInvite={setInviting} onRevoke={setRevoking} />
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {inviting !== null && <InviteDialog name={inviting} onClose={() => setInviting(null)} onDone={post => { setInviting(null); setInvited(post); reload() }} />}
      {invited && <CodeDialog post={invited} exchange={exchange} onClose={() => setInvited(null)} />}
      {revoking && <RevokeDialog post={revoking} onClose={() => setRevoking(null)} onDone={() => { setRevoking(null); reload() }} />}
    </section>
  )
}

interface RowProps {
  post: Post
  standing: Standing
  sources: Source[]
  now: number
  onInvite: (name: string) => void
  onRevoke: (post: Post) => void
}

function Row({ post, standing, sources, now, onInvite, onRevoke }: RowProps) {
  const { t, i18n } = useTranslation()
  const told = post.program !== ''
  return (
    <tr data-post={post.name}>
      <th scope="row">{post.name}</th>
      <td><span className={look[standing]}><Mark shape={shape[standing]} /> <Word post={post} now={now} /></span></td>
      <td>{told && post.state === 'enrolled' ? <Lists post={post} sources={sources} now={now} /> : '-'}</td>
      <td className="n">{told ? count(i18n.language, post.queue.waiting) : '-'}{post.queue.oldest && <small className="quiet">{t('posts.oldest', { age: ageOf(t, post.queue.oldest, now) })}</small>}</td>
      <td>{post.clockOffsetSeconds === null ? '-' : offset(t, post.clockOffsetSeconds)}</td>
      <td>{post.program || '-'}</td>
      <td className="row-keys">
        {post.state === 'enrolled' || post.state === 'invited'
          ? <Key look="danger" onPress={() => onRevoke(post)} aria-label={t('posts.revokeOf', { name: post.name })}>{t('posts.revoke')}</Key>
          : <Key onPress={() => onInvite(post.name)} aria-label={t('posts.inviteAgainOf', { name: post.name })}>{t('posts.inviteAgain')}</Key>}
      </td>
    </tr>
  )
}

function Word({ post, now }: { post: Post; now: number }) {
  const { t } = useTranslation()
  switch (post.state) {
    case 'invited': return <>{post.invitedUntil ? t('posts.stateInvited', { age: age(t, (Date.parse(post.invitedUntil) - now) / 1000) }) : t('posts.stateLapsed')}</>
    case 'lapsed': return <>{t('posts.stateLapsed')}</>
    case 'revoked': return <>{t('posts.stateRevoked')}</>
    case 'enrolled': return (
      <>
        {post.connected ? t('posts.stateConnected') : post.lastSeen ? t('posts.stateSilent', { age: ageOf(t, post.lastSeen, now) }) : t('posts.stateNeverSeen')}
        {post.trouble && <small>{t('posts.troubleOf', { code: post.trouble })}</small>}
      </>
    )
  }
}

// What a post holds is as old as the hub's list where the version is the same, and else at least as old as the post is silent.
function Lists({ post, sources, now }: { post: Post; sources: Source[]; now: number }) {
  const { t } = useTranslation()
  const late = behind(post, sources)
  const oldest = Math.min(...sources.flatMap(source => (source.asOf ? [Date.parse(source.asOf)] : [])))
  if (late.length > 0)
    return (
      <span className="doubt">{t('posts.listsBehind', { count: late.length })}
        <small>{late.slice(0, 3).map(source => `${source.title} ${post.listVersions[source.source] ?? '-'} / ${source.listVersion}`).join('; ')}</small>
      </span>
    )
  return <>{t('posts.listsCurrent')}{Number.isFinite(oldest) && <small className="quiet">{t('posts.oldest', { age: age(t, (now - oldest) / 1000) })}</small>}</>
}
