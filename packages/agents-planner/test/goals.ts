/** A goal as people write it, the method expected for it, and a name that the plan must repeat. */
export interface GoalCase {
  readonly goal: string;
  readonly method: string;
  readonly names: string;
}

const table = `
research-and-compare | Research Python async patterns | Python async patterns
research-and-compare | Compare React, Vue and Angular for mobile apps | Angular
research-and-compare | React vs Vue | Vue
research-and-compare | Which is better, Postgres or MySQL? | MySQL
research-and-compare | Should we use Postgres or MongoDB for event sourcing? | MongoDB
research-and-compare | What is the best Python web framework for small teams? | Python web framework
research-and-compare | Evaluate Kafka, RabbitMQ and NATS | NATS
research-and-compare | Find out why our competitors switched to usage-based pricing | usage-based pricing
research-and-compare | Is Python 3.12 production-ready? | Python 3.12
research-and-compare | Differences between REST and GraphQL | GraphQL
research-and-compare | How do I cache database queries in Django? | database queries
research-and-compare | Summarise the state of the art in protein folding | protein folding
research-and-compare | Explain how TCP congestion control works | TCP congestion control
build-web-application | Build a recipe sharing web app with React, authentication and image upload | recipe sharing web app
build-web-application | Build production-ready web application | web application
build-web-application | We need a website for our bakery | bakery
build-web-application | An app to track expenses and create reports | track expenses
build-web-application | Create a dashboard for warehouse stock using Svelte | warehouse stock
build-web-application | Build a login page and a dashboard | login page
build-web-application | Make an online shop for used books without JavaScript | used books
build-web-application | Plan FastAPI application | FastAPI application
build-api | Build a REST API for invoices with authentication in Python without Django under 5 USD by Friday | invoices
build-api | Build REST API with FastAPI | REST API
build-api | Implement a GraphQL backend for a podcast player with caching and rate limiting | podcast player
build-api | Create a microservice that resizes images in Rust | resizes images
build-api | Set up a webhook server for Stripe payments | Stripe payments
build-library-or-tool | I need a command-line tool that converts CSV to JSON | converts CSV to JSON
build-library-or-tool | Write a Python script that renames photos by date | renames photos
build-library-or-tool | Build a Slack bot with reminders and polls | Slack bot
build-library-or-tool | Create a TypeScript library for parsing cron expressions | cron expressions
build-library-or-tool | Develop a VS Code extension for spell checking in Markdown | spell checking
add-feature | Please can you add dark mode to the settings page | dark mode
add-feature | Add OAuth login with Google to our shop | OAuth login with Google
add-feature | Integrate Stripe into the booking flow | booking flow
add-feature | Add search, filters and sorting to the product list | filters
add-feature | Enable offline support | offline support
fix-bug | Fix the memory leak in the image upload when files exceed 10 MB | memory leak
fix-bug | Login crashes on Safari | Login crashes on Safari
fix-bug | Why does the build fail on Windows? | build fail on Windows
fix-bug | Users are logged out after a minute, please fix the session bug | session
fix-bug | Debug the flaky checkout test | flaky checkout test
migrate-or-upgrade | Migrate our Express API from JavaScript to TypeScript without downtime | TypeScript
migrate-or-upgrade | Upgrade React 17 to React 19 | React 19
migrate-or-upgrade | Replace Moment.js with date-fns in the booking service | date-fns
migrate-or-upgrade | Plan the migration from Jest to Vitest | Vitest
migrate-or-upgrade | Move the database from MySQL to PostgreSQL within 3 days | PostgreSQL
improve-code | Speed up the checkout page | checkout page
improve-code | Refactor the billing module and add tests | billing module
improve-code | Reduce our AWS bill | AWS bill
check-work | Write unit tests for the payment module | payment module
check-work | Review the authentication code for security holes | authentication code
deploy-or-release | Deploy the blog to Fly.io with zero downtime | blog
deploy-or-release | Release version 2.0 of the SDK | SDK
write-document | Write a blog post about WebAssembly | WebAssembly
write-document | Draft a proposal for a four-day week | four-day week
use-website | Scrape product prices from https://example.com/prices | product prices
use-website | Book a table for two at Luigi's on opentable.com | table for two
design-parts | Design endpoints, data model and error format of the invoice service | data model
several-goals | Research Python async patterns and create an implementation plan | Python async patterns
several-goals | Build a todo app and deploy it to Fly.io | todo app
several-goals | Research Redis. Then build a cache with it and write a guide. | Redis
several-goals | 1. Compare Jest and Vitest 2. Migrate the test suite to Vitest 3. Update the contributing guide | contributing guide
improve-code | Make our API faster | API
improve-code | Make the homepage load in under 2 seconds | homepage
fix-bug | Our CSV export is missing the header row | CSV export
build-library-or-tool | Write me a regex that matches email addresses | email addresses
build-web-application | I'd like a personal finance tracker | personal finance tracker
migrate-or-upgrade | We should switch to pnpm | pnpm
check-work | Create unit and integration tests for the login flow | unit and integration tests
research-and-compare | Compare pricing of AWS, Azure and Google Cloud for a small startup | the pricing of Google Cloud for a small startup
several-goals | Download the latest quarterly report from sec.gov and summarise it | quarterly report
general | Organise a team offsite in Lisbon for 12 people with a cooking class | Lisbon
general | Set up CI with GitHub Actions for our monorepo | monorepo
general | Teach my dog to fetch the newspaper | newspaper
general | Grow the newsletter to 10,000 readers | newsletter
unreadable-goal | Baue eine Webanwendung mit React und einer Datenbank | Webanwendung
unreadable-goal | Créer une boutique en ligne pour des livres | boutique
unreadable-goal | 作成する | 作成する
unreadable-goal | ¿Qué es una base de datos? | base de datos
`;

export const goalCases: readonly GoalCase[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [method = "", goal = "", names = ""] = line.split(" | ");
    return { method, goal, names };
  });
