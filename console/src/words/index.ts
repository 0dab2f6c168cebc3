import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import chipEn from '../inspections/chip/en.json'
import chipRu from '../inspections/chip/ru.json'
import en from './en.json'
import ru from './ru.json'

export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

const kept = 'limen.language'

function first(): Language {
  const wanted = localStorage.getItem(kept) ?? navigator.language.slice(0, 2)
  return wanted === 'ru' ? 'ru' : 'en'
}

export function speak(language: Language): void {
  localStorage.setItem(kept, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

void i18next.use(initReactI18next).init({
  resources: { en: { translation: en }, ru: { translation: ru } },
  lng: first(),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
  initAsync: false,
  showSupportNotice: false,
})
i18next.addResourceBundle('en', 'translation', chipEn, true)
i18next.addResourceBundle('ru', 'translation', chipRu, true)
document.documentElement.lang = i18next.language
