import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api/client'
import type { JournalPage, JournalProof } from '../api/types'
import { Choice } from '../parts/Choice'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { TableBox } from '../parts/TableBox'
import { Trouble } from '../parts/Trouble'
import { count, moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { detailsOf } from './details'
import { kinds } from './kinds'

const pageSize = 100

/** Who did what and when, and the proof that nobody altered it. */
export function Journal() {
  const { t, i18n } = useTranslation()
  const [from, setFrom] = useState<number | null>(null)
  const [kind, setKind] = useState<'all' | (typeof kinds)[number]>('all')
  const [who, setWho] = useState('')
  const [proof, setProof] = useState<JournalProof | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  const query = `/api/journal?take=${pageSize}${kind === 'all' ? '' : `&kind=${kind}`}${who ? `&who=${encodeURIComponent(who)}` : ''}`
  const { value, problem, reload } = useLoaded(signal => page(query, from, signal), `${query} ${from}`)
  const verify = () => { post<JournalProof>('/api/journal/verify').then(told => { setProof(told); setRefused(null) }, (error: Error) => setRefused(error)) }
  return (
    <Screen title={t('page.journal')} lead={t('journal.lead')} tools={<Key look="main" onPress={verify}>{t('journal.verify')}</Key>}>
      <div className="slot" role="status">
        {proof && (
          <p className={`strong ${proof.whole ? 'good' : 'bad'}`}>
            <Mark shape={proof.whole ? 'tick' : 'cross'} /> {proof.whole ? t('journal.whole', { n: count(i18n.language, proof.entries) }) : t('journal.broken', { n: count(i18n.language, proof.brokenAt ?? 0) })} {proof.whole ? '' : proof.words}
          </p>
        )}
      </div>
      {(problem || refused) && <Trouble problem={(refused ?? problem)!} again={reload} />}
      <div className="row filters">
        <Choice label={t('journal.kind')} value={kind} of={['all', ...kinds] as const} name={one => t(`journalKind.${one}`)} onChange={one => { setKind(one); setFrom(null) }} />
        <Entry label={t('journal.who')} value={who} onChange={text => { setWho(text); setFrom(null) }} autoComplete="off" />
      </div>
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.items.length === 0 && <Empty title={t('journal.none')}>{t('journal.noneLead')}</Empty>}
      {value && value.items.length > 0 && (
        <TableBox name={t('page.journal')}>
          <table className="rows">
            <thead><tr><th className="n">{t('journal.number')}</th><th>{t('inspections.time')}</th><th>{t('journal.kind')}</th><th>{t('journal.who')}</th><th>{t('journal.subject')}</th><th>{t('journal.details')}</th></tr></thead>
            <tbody>
              {value.items.map(entry => (
                <tr key={entry.n}>
                  <th scope="row" className="n">{count(i18n.language, entry.n)}</th>
                  <td className="at">{moment(i18n.language, entry.at)}</td>
                  <td>{t(`journalKind.${entry.kind}`, { defaultValue: entry.kind })}</td>
                  <td>{entry.who}</td>
                  <td className="mono small">{entry.subject || '-'}</td>
                  <td className="small wrap">{detailsOf(i18n, entry.details)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <div className="row">
        <Key isDisabled={!value?.next} onPress={() => setFrom(value?.next ?? null)}>{t('word.newer')}</Key>
        <Key isDisabled={!value || value.from <= 1} onPress={() => setFrom(Math.max(1, (value?.from ?? 1) - pageSize))}>{t('word.older')}</Key>
      </div>
    </Screen>
  )
}

interface Page extends JournalPage { from: number }

/** The entries from a place on, newest first; without a place, the end of the journal. */
async function page(query: string, from: number | null, signal: AbortSignal): Promise<Page> {
  const start = from ?? Math.max(1, (await get<JournalPage>('/api/journal?take=1', signal)).count - pageSize + 1)
  const told = await get<JournalPage>(`${query}&from=${start}`, signal)
  return { ...told, items: told.items.toReversed(), from: start }
}
