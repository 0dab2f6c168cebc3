import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Advice, DecisionKind } from '../api/types'
import { Key } from '../parts/Key'
import { clock } from '../parts/time'
import type { Past } from './course'

interface Props {
  judged: boolean
  advice: Advice | null
  past: Past[]
  onWish: (decision: DecisionKind) => void
  onAside: () => void
  mayPutAside: boolean
  onCorrect: (id: string) => void
}

/** Three keys that are always in the same place, and the last few travellers without anything about them. */
export const DecisionBar = memo(function DecisionBar({ judged, advice, past, onWish, onAside, mayPutAside, onCorrect }: Props) {
  const { t, i18n } = useTranslation()
  const clear = advice === 'clear'
  const off = !judged
  const [last] = past
  return (
    <footer className="decisions">
      <Key look={clear ? 'main' : undefined} isDisabled={off} onPress={() => onWish('admit')} shortcut="A" second={{ key: '↵', works: clear }}>{t('decide.admit')}</Key>
      <Key look={judged && !clear ? 'main' : undefined} isDisabled={off} onPress={() => onWish('refer')} shortcut="R">{t('decide.refer')}</Key>
      <Key look="danger" isDisabled={off} onPress={() => onWish('refuse')} shortcut="F">{t('decide.refuse')}</Key>
      <Key look="quiet" isDisabled={!mayPutAside} onPress={onAside} shortcut="Esc">{t('decide.aside')}</Key>
      <div className="past">
        <Key look="quiet" isDisabled={!last} onPress={() => { if (last) onCorrect(last.id) }} shortcut="U">{t(last && !last.decision ? 'decide.reopen' : 'decide.undo')}</Key>
        <ul aria-label={t('decide.last')}>
          {past.map(one => (
            <li key={one.id} className={one.decision ? '' : 'doubt'}>
              {clock(i18n.language, one.at)} {t(one.decision ? `decision.${one.decision}` : 'decision.open')}
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
})
