// Says that scripts run, before the page is painted, so that nothing jumps. Every page works without this.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
