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

// How plainly a text reads, told as it is written. The button beside it works without.
for (const form of document.querySelectorAll('form[data-plain]')) {
  const told = form.querySelector('[data-plain-answer]')
  if (!told) continue
  let waiting = 0
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      try {
        const answer = await fetch(form.dataset.plain, { method: 'POST', body: new FormData(form) })
        if (!answer.ok) return
        const { reads, hard } = await answer.json()
        const lines = [reads, hard.length ? 'Not everyone knows these words:' : '', ...hard].filter(Boolean)
        told.replaceChildren(...lines.map((words) => {
          const line = document.createElement('p')
          line.className = 'govuk-body'
          line.textContent = words
          return line
        }))
      } catch { /* no signal: go on without */ }
    }, 800)
  })
}
