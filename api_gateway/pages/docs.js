// Outside the page, so that the policy of /docs/ needs no 'unsafe-inline' for scripts.
SwaggerUIBundle({
  dom_id: '#swagger',
  url: document.getElementById('swagger').dataset.schema,
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
