// Turns on the small helps of GOV.UK Frontend: the skip link, focus on the error summary, character counts.
import { initAll } from './govuk-frontend.js'

initAll()

// A print button is only shown where it can work.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
