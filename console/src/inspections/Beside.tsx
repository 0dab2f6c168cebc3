import { useTranslation } from 'react-i18next'
import type { Beside } from '../api/types'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { clock } from '../parts/time'
import type { Late } from './course'
import { MatchCard } from './MatchCard'

/** What the hub said otherwise than the lists here; loud where it would have referred. */
export function BesideNotice({ beside }: { beside: Beside }) {
  const { t } = useTranslation()
  return (
    <section className={`beside ${beside.refers ? 'loud' : ''}`} role={beside.refers ? 'alert' : 'status'}>
      <h3><Mark shape={beside.refers ? 'bang' : 'dash'} /> {t(beside.refers ? 'beside.refers' : 'beside.notes')}</h3>
      <p>{t(beside.refers ? 'beside.refersLead' : 'beside.notesLead')}</p>
      <ul className="findings">
        {beside.differences.map(one => one.only === 'hub'
          ? <MatchCard key={one.list + one.candidate.entryId} severity={one.refers ? 'refer' : 'note'} candidate={one.candidate}
              answer={{ title: `${one.title} (${t('beside.hubHas')})`, listVersion: one.hubVersion }} />
          : <li key={one.list + one.candidate.entryId} className="finding note"><Mark shape="dash" look="none" /><p>{one.title}: {one.candidate.entryId} ({t('beside.hereHas')})</p></li>)}
      </ul>
    </section>
  )
}

/** It came when the traveller had left the screen already. */
export function LateNotice({ late, onOpen, onNoted }: { late: Late; onOpen: () => void; onNoted: () => void }) {
  const { t, i18n } = useTranslation()
  return (
    <section className="beside loud" role="alert">
      <h3><Mark shape="bang" /> {t('beside.late', { at: clock(i18n.language, late.at) })}</h3>
      <p>{t('beside.lateLead')}</p>
      <div className="row">
        <Key look="danger" onPress={onOpen}>{t('beside.open')}</Key>
        <Key onPress={onNoted}>{t('beside.noted')}</Key>
      </div>
    </section>
  )
}
