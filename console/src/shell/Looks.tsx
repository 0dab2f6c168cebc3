import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { languages, speak, type Language } from '../words'
import { theme, themes, wear, type Theme } from './theme'

/** Language and light or dark. */
export function Looks() {
  const { t, i18n } = useTranslation()
  const [worn, setWorn] = useState<Theme>(theme)
  return (
    <div className="looks">
      <ToggleButtonGroup aria-label={t('looks.language')} className="toggles" disallowEmptySelection selectedKeys={[i18n.language]}
        onSelectionChange={keys => speak([...keys][0] as Language)}>
        {languages.map(one => <ToggleButton key={one} id={one} aria-label={t(`looks.${one}`)}>{one.toUpperCase()}</ToggleButton>)}
      </ToggleButtonGroup>
      <ToggleButtonGroup aria-label={t('looks.theme')} className="toggles" disallowEmptySelection selectedKeys={[worn]}
        onSelectionChange={keys => { const next = [...keys][0] as Theme; wear(next); setWorn(next) }}>
        {themes.map(one => <ToggleButton key={one} id={one} aria-label={t(`looks.${one}`)}>{{ auto: '◐', light: '☀', dark: '☾' }[one]}</ToggleButton>)}
      </ToggleButtonGroup>
    </div>
  )
}
