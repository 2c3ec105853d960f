use std::str::FromStr;

use rust_decimal::Decimal;

use super::expression::{Comparison, Expression};
use super::tokens::{tokens, Kind, Token};
use super::{syntax_error, FilterError};

/// Reads a WHERE expression. What cannot be read is MariaDB's syntax error, quoting from there to the end of the query.
pub fn parse(sql: &str, tail: &str) -> Result<Expression, FilterError> {
    let mut parser = Parser {
        sql,
        tail,
        tokens: tokens(sql),
        at: 0,
    };
    let expression = parser.either()?;
    match parser.peek() {
        Kind::End => Ok(expression),
        _ => Err(parser.error()),
    }
}

struct Parser<'a> {
    sql: &'a str,
    tail: &'a str,
    tokens: Vec<Token>,
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> &Kind {
        &self.tokens[self.at].kind
    }

    fn next(&mut self) -> Kind {
        let kind = self.tokens[self.at].kind.clone();
        if kind != Kind::End {
            self.at += 1;
        }
        kind
    }

    fn error(&self) -> FilterError {
        let start = self.tokens[self.at].start;
        syntax_error(&format!("{}{}", &self.sql[start..], self.tail))
    }

    fn keyword(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Kind::Word(text) if text.eq_ignore_ascii_case(word));
        if found {
            self.at += 1;
        }
        found
    }

    fn expect(&mut self, kind: &Kind) -> Result<(), FilterError> {
        if self.peek() == kind {
            self.at += 1;
            Ok(())
        } else {
            Err(self.error())
        }
    }

    fn either(&mut self) -> Result<Expression, FilterError> {
        let mut left = self.both()?;
        while self.keyword("or") {
            left = Expression::Or(Box::new(left), Box::new(self.both()?));
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Expression, FilterError> {
        let mut left = self.denial()?;
        while self.keyword("and") {
            left = Expression::And(Box::new(left), Box::new(self.denial()?));
        }
        Ok(left)
    }

    fn denial(&mut self) -> Result<Expression, FilterError> {
        if self.keyword("not") {
            return Ok(Expression::Not(Box::new(self.denial()?)));
        }
        self.predicate()
    }

    fn predicate(&mut self) -> Result<Expression, FilterError> {
        let left = self.operand()?;
        if let Kind::Comparison(sign) = self.peek() {
            let Some(comparison) = Comparison::read(sign) else {
                return Err(self.error());
            };
            self.at += 1;
            let right = self.operand()?;
            return Ok(Expression::Compare(
                Box::new(left),
                comparison,
                Box::new(right),
            ));
        }
        if self.keyword("is") {
            let denied = self.keyword("not");
            if !self.keyword("null") {
                return Err(self.error());
            }
            return Ok(deny(denied, Expression::IsNull(Box::new(left))));
        }
        let denied = self.keyword("not");
        if self.keyword("like") {
            let pattern = self.operand()?;
            return Ok(deny(
                denied,
                Expression::Like(Box::new(left), Box::new(pattern)),
            ));
        }
        if self.keyword("in") {
            return Ok(deny(denied, self.list(left)?));
        }
        if denied {
            return Err(self.error());
        }
        Ok(left)
    }

    fn list(&mut self, left: Expression) -> Result<Expression, FilterError> {
        self.expect(&Kind::Open)?;
        if self.keyword("select") {
            return self.selection(left);
        }
        let mut items = vec![self.operand()?];
        while *self.peek() == Kind::Comma {
            self.at += 1;
            items.push(self.operand()?);
        }
        self.expect(&Kind::Close)?;
        Ok(Expression::In(Box::new(left), items))
    }

    /// `select rowid from llx_user`: the one kind of query inside a query that is understood.
    fn selection(&mut self, left: Expression) -> Result<Expression, FilterError> {
        if !self.keyword("rowid") || !self.keyword("from") {
            return Err(self.error());
        }
        let Kind::Word(table) = self.next() else {
            return Err(self.error());
        };
        self.expect(&Kind::Close)?;
        Ok(Expression::InTable(Box::new(left), table))
    }

    fn operand(&mut self) -> Result<Expression, FilterError> {
        match self.peek().clone() {
            Kind::Open => {
                self.at += 1;
                let inside = self.either()?;
                self.expect(&Kind::Close)?;
                Ok(inside)
            }
            Kind::Number(text) => {
                let number = Decimal::from_str(&text).map_err(|_| self.error())?;
                self.at += 1;
                Ok(Expression::Number(number))
            }
            Kind::Text(text) => {
                self.at += 1;
                Ok(Expression::Text(text))
            }
            Kind::Word(word) if is_reserved(&word) => Err(self.error()),
            Kind::Word(word) => {
                self.at += 1;
                if word.eq_ignore_ascii_case("null") {
                    Ok(Expression::Null)
                } else {
                    Ok(Expression::Column(word))
                }
            }
            _ => Err(self.error()),
        }
    }
}

fn deny(denied: bool, expression: Expression) -> Expression {
    if denied {
        Expression::Not(Box::new(expression))
    } else {
        expression
    }
}

fn is_reserved(word: &str) -> bool {
    [
        "and", "or", "not", "in", "is", "like", "select", "from", "union", "where", "order",
    ]
    .iter()
    .any(|reserved| reserved.eq_ignore_ascii_case(word))
}
