// Turns on the small helps of GOV.UK Frontend: the skip link, focus on the error summary, character counts.
import { initAll } from './govuk-frontend.js'

initAll()

// A print button is only shown where it can work.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Ways to go on from what is being typed. The box works without, and nothing is sent before two letters.
for (const box of document.querySelectorAll('[data-suggest]')) {
  const list = box.list
  let last = ''
  let waiting = 0
  box.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      const typed = box.value.trim()
      if (typed.length < 2 || typed === last || !list) return
      last = typed
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`)
        const words = answer.ok ? await answer.json() : []
        list.replaceChildren(...words.map((each) => new Option(each, each)))
      } catch { /* no signal: go on without */ }
    }, 200)
  })
}
