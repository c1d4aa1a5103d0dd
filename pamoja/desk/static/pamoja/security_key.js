// Asks the browser for a security key, and posts what it answers. Without this script the page offers the other ways.
(function () {
  'use strict'
  var api = window.webauthnJSON
  var form = document.querySelector('form[data-security-key]')
  if (!form || !api || !window.PublicKeyCredential) return
  var options = JSON.parse(document.getElementById('security-key-options').textContent)
  var ready = form.querySelector('div[hidden]')
  var failed = form.querySelector('.err[hidden]')
  ready.hidden = false
  form.querySelector('.hint:last-child').hidden = true
  ready.querySelector('button').addEventListener('click', function () {
    failed.hidden = true
    var asked = form.dataset.securityKey === 'create' ? api.create(options.creation_options) : api.get(options.request_options)
    asked.then(function (credential) {
      form.elements.credential.value = JSON.stringify(credential)
      form.submit()
    }, function () { failed.hidden = false })
  })
})()
