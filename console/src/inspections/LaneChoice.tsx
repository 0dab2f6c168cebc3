import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../parts/Choice'
import { may, useSession } from '../session/session'
import { directions, purposesFor, type Lane } from './lane'

/** Why is asked, and which way the lane goes. */
export const LaneChoice = memo(function LaneChoice({ purpose, direction, onChange }: Lane & { onChange: (lane: Lane) => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  return (
    <div className="lane">
      <Choice compact label={t('inspect.direction')} value={direction} of={directions} name={one => t(`direction.${one}`)} onChange={one => onChange({ purpose, direction: one })} />
      <Choice compact label={t('inspect.purpose')} value={purpose} of={purposesFor(may(session, 'secondLine'))} name={one => t(`purpose.${one}`)} onChange={one => onChange({ purpose: one, direction })} />
    </div>
  )
})
